package org.demarche.sheet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a sheet of reports, in the order of our own sheets. The label is its header, and the
 * pointer is the field of a report's body that it fills.
 */
public enum ReportColumn {
    REPORT("report", "/report", Form.TEXT),
    EVENT("event", "/event", Form.NUMBER),
    RETRACTED("retracted", "/retracted", Form.FLAG),
    ID("id", "/id", Form.TEXT),
    HOLDER("holder", "/holder", Form.TEXT),
    ISSUE("issue", "/issue", Form.TEXT),
    STANCE("stance", "/stance", Form.LABEL),
    SAID_ON("saidOn", "/saidOn", Form.DATE),
    SPEAKER("speaker", "/speaker/actor", Form.TEXT),
    SPEAKER_NAME("speakerName", "/speaker/name", Form.TEXT),
    ROLE("role", "/speaker/role", Form.TEXT),
    SPOKEN_FOR("spokenFor", "/spokenFor", Form.TEXT),
    SUMMARY("summary", "/summary", Form.TEXT),
    CONDITIONS("conditions", "/conditions", Form.CONDITIONS),
    OUTLET("outlet", "/source/outlet", Form.TEXT),
    PUBLISHED_ON("publishedOn", "/source/publishedOn", Form.DATE),
    URL("url", "/source/url", Form.TEXT),
    AGENCY("agency", "/source/agency", Form.TEXT),
    UTTERANCE("utterance", "/utterance", Form.TEXT),
    QUOTE_TYPE("quoteType", "/quote/type", Form.LABEL),
    QUOTE("quote", "/quote/text", Form.TEXT),
    VENUE("venue", "/venue", Form.TEXT),
    ADDRESSEES("addressees", "/addressees", Form.TEXTS),
    CREDIBILITY("credibility", "/credibility", Form.NUMBER),
    CODER("coder", "/coder/name", Form.TEXT),
    CONFIDENCE("confidence", "/coder/confidence", Form.LABEL),
    SAID_AT("saidAt", "/saidAt", Form.TEXT),
    SAID_AT_OFFSET("saidAtOffset", "/saidAtOffset", Form.TEXT),
    SAID_AFTER("saidAfter", "/saidAfter", Form.TEXT),
    DENIES("denies", "/denies", Form.TEXT),
    PLOVER("plover", "/act/plover", Form.TEXT),
    MODE("mode", "/act/mode", Form.TEXT),
    CAMEO("cameo", "/act/cameo", Form.TEXT),
    PUBLISHED("published", "/source/published", Form.TEXT),
    PUBLISHED_AT("publishedAt", "/source/publishedAt", Form.TEXT),
    LANGUAGE("language", "/source/language", Form.TEXT),
    RELAY("relay", "/source/relay", Form.TEXTS);

    /** The form of the cells. */
    enum Form {
        TEXT,
        LABEL,
        DATE,
        NUMBER,
        FLAG,
        TEXTS,
        CONDITIONS
    }

    public static final List<ReportColumn> ALL = List.of(values());

    private static final Map<String, ReportColumn> BY_HEADER =
            ALL.stream()
                    .flatMap(
                            column ->
                                    Stream.of(column.label, column.pointer)
                                            .map(ReportColumn::letters)
                                            .distinct()
                                            .map(header -> Map.entry(header, column)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String label;
    private final String pointer;
    private final Form form;

    ReportColumn(String label, String pointer, Form form) {
        this.label = label;
        this.pointer = pointer;
        this.form = form;
    }

    public String label() {
        return label;
    }

    String pointer() {
        return pointer;
    }

    Form form() {
        return form;
    }

    /** Whether a fault at this pointer is a fault of this column's cell. */
    boolean holds(String fault) {
        return fault.equals(pointer) || fault.startsWith(pointer + '/');
    }

    /**
     * Finds the column with this header, which is its label or the path of its field, in any case
     * and punctuation: "saidOn", "Said on", "source.outlet".
     *
     * @param otherwise the result for a header that no column has
     */
    static <T> T named(String header, Function<ReportColumn, T> found, T otherwise) {
        var column = BY_HEADER.get(letters(header));
        return column == null ? otherwise : found.apply(column);
    }

    static List<String> labels() {
        return ALL.stream().map(ReportColumn::label).toList();
    }

    private static String letters(String header) {
        return header.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
