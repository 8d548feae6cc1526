package org.demarche.cli.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.name.NameId;
import org.demarche.sheet.CellText;
import org.jspecify.annotations.Nullable;

/**
 * The user's answers about unknown names, in a CSV file: {@code type,name,rows,near,answer}. An
 * answer is the name or id of an entry that is meant, or {@code register} with the kind of a new
 * entry; without an answer, the name stays unknown.
 */
public final class NameAnswers {

    public static final NameAnswers NONE =
            new NameAnswers(NamesFile.NEW, Map.of(), Set.of(), Map.of());

    /** The number of rows above the first name. */
    private static final int HEADER = 1;

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
     * @param type the type of the entry, such as actor
     * @param name the name in Unicode's form NFC, in which the registry keeps names; a sheet may
     *     have another form
     */
    record Name(String type, String name) {

        Name {
            name = Normalizer.normalize(name, Form.NFC).strip();
        }
    }

    private final NamesFile file;
    private final Map<Name, String> answers;
    private final Set<Name> listed;

    /** The row of each answer, by the name that is the answer. */
    private final Map<Name, String> rows;

    private NameAnswers(
            NamesFile file, Map<Name, String> answers, Set<Name> listed, Map<Name, String> rows) {
        this.file = file;
        // keeps the order of the file, because new names are registered in this order
        this.answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        this.listed = Set.copyOf(listed);
        this.rows = Map.copyOf(rows);
    }

    /**
     * @param mayGuess whether a guess at the encoding is enough
     * @throws Failure with all faults of the file
     */
    static NameAnswers read(Path path, boolean mayGuess) {
        var file = NamesFile.read(path, mayGuess);
        var answers = new LinkedHashMap<Name, String>();
        var listed = new HashSet<Name>();
        var rows = new HashMap<Name, String>();
        var faults = new ArrayList<String>();
        for (var row = 0; row < file.rows().size(); row++) {
            var name = new Name(file.cell(row, "type"), file.cell(row, "name"));
            var answer = file.cell(row, "answer");
            if (name.name().isEmpty()) continue;
            if (!KINDS.containsKey(name.type())) {
                faults.add(
                        fault(
                                path,
                                row,
                                "the type is '%s', but must be actor, issue or outlet"
                                        .formatted(CellText.shown(name.type()))));
                continue;
            }
            listed.add(name);
            if (answer.isEmpty()) continue;
            var kinds = KINDS.getOrDefault(name.type(), List.of());
            var kind = kind(answer);
            if (kind != null && !kinds.contains(kind)) {
                faults.add(fault(path, row, "write " + told(kinds)));
                continue;
            }
            if (kinds.contains(answer.toLowerCase(Locale.ROOT))) {
                faults.add(
                        fault(
                                path,
                                row,
                                "'%s' is a kind: write `register %s`, or the name of an entry"
                                        .formatted(answer, answer.toLowerCase(Locale.ROOT))));
                continue;
            }
            rows.putIfAbsent(
                    new Name(name.type(), answer),
                    "the answer in row %d of %s".formatted(row + HEADER + 1, path));
            var other = answers.putIfAbsent(name, answer);
            if (other != null && !other.equals(answer)) {
                faults.add(
                        fault(
                                path,
                                row,
                                "'%s' has another answer in an earlier row"
                                        .formatted(CellText.shown(name.name()))));
            }
        }
        if (!faults.isEmpty()) {
            throw new Failure(ExitCode.USAGE, String.join(System.lineSeparator(), faults));
        }
        return new NameAnswers(file, answers, listed, rows);
    }

    /** Returns a note for the user about the file; empty if there is none. */
    public String note() {
        return file.note();
    }

    /** Returns the text to write as an answer. Issues have only one kind, which has no name. */
    private static String told(List<String> kinds) {
        return kinds.contains("")
                ? "`register` alone"
                : "`register` and one of " + String.join(", ", kinds);
    }

    private static String fault(Path file, int row, String why) {
        return "%s, row %d: %s.".formatted(file, row + HEADER + 1, why);
    }

    /** Returns the kind to register; null if the answer is an entry. */
    private static @Nullable String kind(String answer) {
        var words = answer.toLowerCase(Locale.ROOT); // spreadsheets begin cells with a capital
        if (words.equals(REGISTER)) return "";
        return words.startsWith(REGISTER + " ")
                ? words.substring(REGISTER.length() + 1).strip()
                : null;
    }

    /** Whether the name has a line in the file. */
    boolean lists(Name name) {
        return listed.contains(name);
    }

    /** Returns the row of the answer that is this name; empty if the name is from the sheet. */
    Optional<String> origin(Name name) {
        return Optional.ofNullable(rows.get(name));
    }

    /** Whether the user wants the name to be registered. */
    boolean registers(Name name) {
        var answer = answers.get(name);
        return answer != null && kind(answer) != null;
    }

    /**
     * Registers the names that the user wants to register, unless the registry knows them by now.
     *
     * @param tell receives a sentence about each registered name
     */
    public void register(Gateway api, Consumer<String> tell) {
        answers.forEach(
                (name, answer) -> {
                    var kind = kind(answer);
                    var entries = "/v1/%ss/".formatted(name.type());
                    if (kind != null
                            && api.find(entries + Gateway.segment(name.name())).isEmpty()) {
                        var id = NameId.of(name.name(), name.type());
                        api.putNew(entries + id, entry(name, kind));
                        tell.accept(
                                "Registered '%s' as the %s %s."
                                        .formatted(
                                                name.name(),
                                                kind.isEmpty() ? name.type() : kind,
                                                id));
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

    /** Replaces the names for which the user named an entry, and returns the body. */
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
        var answer = answers.get(new Name(type, name));
        return answer == null || kind(answer) != null ? name : answer;
    }

    /**
     * Adds the unknown names that the file lacks at its end. Makes the file if it does not exist.
     */
    public void add(Path path, DryRunResult forecast) {
        var missing =
                forecast.unknown().stream()
                        .filter(one -> !lists(one.name()) && origin(one.name()).isEmpty())
                        .toList();
        if (!missing.isEmpty() || Files.notExists(path)) {
            file.with(missing).write(path);
        }
    }
}
