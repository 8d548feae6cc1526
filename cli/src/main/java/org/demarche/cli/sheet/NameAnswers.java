package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.demarche.log.NameId;
import org.demarche.sheet.CsvRows;
import org.demarche.sheet.SheetFault;
import org.demarche.sheet.SheetRow;
import org.demarche.sheet.SheetText;
import org.jspecify.annotations.Nullable;

/**
 * What a user answers about unknown names, in a CSV file: {@code type,name,rows,near,answer}. An
 * answer is the name or id of an entry that is meant, or {@code register} with the kind of a new
 * entry; without an answer, the name stays unknown.
 */
public final class NameAnswers {

    public static final NameAnswers NONE = new NameAnswers(Map.of(), Set.of());

    private static final List<String> COLUMNS = List.of("type", "name", "rows", "near", "answer");
    private static final String REGISTER = "register";
    private static final Map<String, List<String>> KINDS =
            Map.of(
                    "actor", List.of("state", "organization", "person", "group"),
                    "issue", List.of(""),
                    "outlet",
                            List.of(
                                    "newspaper",
                                    "broadcaster",
                                    "online",
                                    "agency",
                                    "official",
                                    "other"));

    /**
     * @param type of the entry, such as actor
     */
    record Name(String type, String name) {}

    private final Map<Name, String> answers;
    private final Set<Name> listed;

    private NameAnswers(Map<Name, String> answers, Set<Name> listed) {
        this.answers = Map.copyOf(answers);
        this.listed = Set.copyOf(listed);
    }

    public static NameAnswers read(Path file) {
        var encoding = SheetEncoding.of(file, null, true);
        try (var rows =
                CsvRows.open(
                        SheetText.of(Files.newInputStream(file), encoding.charset()).reader(),
                        COLUMNS::contains)) {
            return read(file, rows);
        } catch (SheetFault e) {
            throw new Failure(ExitCode.USAGE, "%s: %s.".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    private static NameAnswers read(Path file, CsvRows rows) throws IOException {
        var header = rows.next();
        if (header == null || !header.cells().containsAll(List.of("type", "name", "answer"))) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s must have the columns %s. `demarche load --dry-run --names FILE` writes one."
                            .formatted(file, String.join(", ", COLUMNS)));
        }
        var answers = new LinkedHashMap<Name, String>();
        var listed = new HashSet<Name>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            var name = new Name(cell(header, row, "type"), cell(header, row, "name"));
            var answer = cell(header, row, "answer");
            if (name.name().isEmpty()) continue;
            if (!KINDS.containsKey(name.type())) {
                throw refused(
                        file,
                        row,
                        "the type is '%s', but must be actor, issue or outlet",
                        name.type());
            }
            listed.add(name);
            if (answer.isEmpty()) continue;
            requireKind(file, row, name, answer);
            var other = answers.putIfAbsent(name, answer);
            if (other != null && !other.equals(answer)) {
                throw refused(file, row, "'%s' has another answer before", name.name());
            }
        }
        return new NameAnswers(answers, listed);
    }

    private static String cell(SheetRow header, SheetRow row, String column) {
        var at = header.cells().indexOf(column);
        return at < row.cells().size() ? row.cells().get(at).strip() : "";
    }

    private static void requireKind(Path file, SheetRow row, Name name, String answer) {
        var kinds = KINDS.getOrDefault(name.type(), List.of());
        var kind = kind(answer);
        if (kind != null && !kinds.contains(kind)) {
            throw refused(
                    file,
                    row,
                    "write `register` and one of %s",
                    name.type().equals("issue") ? "nothing behind it" : String.join(", ", kinds));
        }
    }

    private static Failure refused(Path file, SheetRow row, String why, String what) {
        return new Failure(
                ExitCode.USAGE,
                "%s, row %d: %s.".formatted(file, row.number(), why.formatted(what)));
    }

    /** The kind to register; null if the answer is an entry. */
    private static @Nullable String kind(String answer) {
        if (answer.equals(REGISTER)) return "";
        return answer.startsWith(REGISTER + " ")
                ? answer.substring(REGISTER.length() + 1).strip()
                : null;
    }

    /** Whether the name has a line in the file. */
    boolean lists(Name name) {
        return listed.contains(name);
    }

    /** Whether the name is to be registered. */
    boolean registers(Name name) {
        var answer = answers.get(name);
        return answer != null && kind(answer) != null;
    }

    /** Registers the names for which the user wants it, unless they are known by now. */
    public void register(Gateway api) {
        answers.forEach(
                (name, answer) -> {
                    var kind = kind(answer);
                    var entries = "/v1/%ss/".formatted(name.type());
                    if (kind != null
                            && api.find(entries + Gateway.segment(name.name())).isEmpty()) {
                        api.putNew(
                                entries + NameId.of(name.name(), name.type()), entry(name, kind));
                    }
                });
    }

    private static JsonNode entry(Name name, String kind) {
        var entry = Gateway.JSON.createObjectNode();
        switch (name.type()) {
            case "issue" -> entry.put("proposition", name.name());
            default -> entry.put("kind", kind);
        }
        return entry.put("name", name.name());
    }

    /** The body with known names in the place of those that are answered by an entry. */
    ObjectNode applied(ObjectNode body) {
        if (answers.isEmpty()) return body;
        put(body, "holder", "actor");
        put(body, "spokenFor", "actor");
        put(body, "issue", "issue");
        if (body.get("speaker") instanceof ObjectNode speaker) put(speaker, "actor", "actor");
        if (body.get("addressees") instanceof ArrayNode addressees) {
            for (var at = 0; at < addressees.size(); at++) {
                addressees.set(at, TextNode.valueOf(known(addressees.get(at).asText(), "actor")));
            }
        }
        if (body.get("source") instanceof ObjectNode source) {
            put(source, "outlet", "outlet");
            put(source, "agency", "outlet");
        }
        return body;
    }

    private void put(ObjectNode object, String field, String type) {
        if (object.path(field).isTextual()) {
            object.put(field, known(object.path(field).asText(), type));
        }
    }

    private String known(String name, String type) {
        var answer = answers.get(new Name(type, name.strip()));
        return answer == null || kind(answer) != null ? name : answer;
    }

    /** Adds the unknown names that the file lacks, at its end, and makes it if there is none. */
    public void add(Path file, Forecast forecast) {
        var missing = forecast.unknown().stream().filter(one -> !lists(one.name())).toList();
        var lines = new StringBuilder();
        if (Files.notExists(file)) {
            // so that a spreadsheet reads it as UTF-8
            lines.append('\uFEFF').append(line(COLUMNS));
        } else if (!missing.isEmpty() && !endsWithLine(file)) {
            lines.append("\r\n");
        }
        for (var one : missing) {
            lines.append(
                    line(
                            List.of(
                                    one.name().type(),
                                    one.name().name(),
                                    String.valueOf(one.count()),
                                    String.join("; ", one.near()),
                                    "")));
        }
        try {
            Files.writeString(
                    file, lines, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be written: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    /**
     * @throws Failure if the file has another form than {@link #add} writes
     */
    private static boolean endsWithLine(Path file) {
        try {
            var text = Files.readString(file, UTF_8);
            if (!text.replace("\uFEFF", "").startsWith(String.join(",", COLUMNS))) {
                throw otherForm(file);
            }
            return text.endsWith("\n");
        } catch (CharacterCodingException e) {
            throw otherForm(file);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    private static Failure otherForm(Path file) {
        return new Failure(
                ExitCode.USAGE,
                "The new names cannot be added to %s, because it is not in UTF-8 with commas between the cells: name another file."
                        .formatted(file));
    }

    private static String line(List<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray()) + "\r\n";
    }
}
