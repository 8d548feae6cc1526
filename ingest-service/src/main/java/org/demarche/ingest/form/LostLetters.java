package org.demarche.ingest.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.log.json.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Finds letters that a spreadsheet replaced with question marks, because it saved the file in an
 * encoding without these letters. It compares single words and not whole texts, because an edit
 * elsewhere in a text may have moved the words.
 */
public final class LostLetters {

    private static final int LAST_ASCII = 0x7f;

    /** The place of the URL, which is not checked, because a URL may have question marks. */
    private static final String ADDRESS = "/source/url";

    private final List<Violation> faults = new ArrayList<>();

    private LostLetters() {}

    /**
     * A word of a text.
     *
     * @param before the previous word; null at the beginning of the text
     * @param after the next word; null at the end of the text
     */
    private record Word(String text, @Nullable String before, @Nullable String after) {

        static Stream<Word> of(String text) {
            var words = text.strip().split("\\s+");
            return IntStream.range(0, words.length)
                    .mapToObj(
                            at ->
                                    new Word(
                                            words[at],
                                            at == 0 ? null : words[at - 1],
                                            at == words.length - 1 ? null : words[at + 1]));
        }

        boolean hasOnlyMarks() {
            return text.chars().allMatch(one -> one == '?');
        }

        boolean isBetweenTheSame(Word was) {
            return isSame(before, was.before) && isSame(after, was.after);
        }

        private static boolean isSame(@Nullable String word, @Nullable String was) {
            return word == null || was == null
                    ? word == null && was == null
                    : word.equals(was) || became(was, word);
        }
    }

    /**
     * @param were the words of the present report that may have become the damaged word
     */
    private record Suspect(Word word, List<Word> were) {}

    /**
     * Whether a report may have lost letters, because it has a question mark.
     *
     * @param report the report as JSON
     */
    public static boolean mayBeIn(JsonNode report) {
        return mayBeIn("", report);
    }

    private static boolean mayBeIn(String pointer, JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> !pointer.equals(ADDRESS) && node.textValue().indexOf('?') >= 0;
            case OBJECT ->
                    node.propertyStream()
                            .anyMatch(
                                    field ->
                                            mayBeIn(
                                                    pointer + '/' + field.getKey(),
                                                    field.getValue()));
            case ARRAY -> node.valueStream().anyMatch(one -> mayBeIn(pointer + "/-", one));
            default -> false;
        };
    }

    /**
     * Finds the words of a body that have lost letters, by comparison with the report as it is now.
     *
     * @param given the new content of the report, as JSON
     * @param standing the report as it is now, as JSON
     */
    public static List<Violation> of(JsonNode given, JsonNode standing) {
        var letters = new LostLetters();
        letters.compare("", given, given, standing);
        return List.copyOf(letters.faults);
    }

    /**
     * @param kept the given node; within an array the whole given array, because an edit may have
     *     moved its elements
     * @param before the same node of the present report; within an array the whole array
     */
    private void compare(String pointer, JsonNode given, JsonNode kept, JsonNode before) {
        switch (given.getNodeType()) {
            case STRING -> {
                if (!pointer.equals(ADDRESS)) {
                    lost(given.textValue(), kept, before)
                            .ifPresent(fault -> faults.add(new Violation(pointer, fault)));
                }
            }
            case OBJECT ->
                    given.properties()
                            .forEach(
                                    field ->
                                            compare(
                                                    pointer + '/' + field.getKey(),
                                                    field.getValue(),
                                                    kept.isArray() ? kept : field.getValue(),
                                                    before.isArray()
                                                            ? before
                                                            : before.path(field.getKey())));
            case ARRAY -> {
                for (var at = 0; at < given.size(); at++) {
                    compare(pointer + '/' + at, given.get(at), kept, before);
                }
            }
            default -> {}
        }
    }

    private static Stream<Word> words(JsonNode node) {
        return node.isTextual()
                ? Word.of(node.textValue())
                : node.valueStream().flatMap(LostLetters::words);
    }

    private static Optional<String> lost(String given, JsonNode kept, JsonNode before) {
        if (given.indexOf('?') < 0) {
            return Optional.empty();
        }
        var known = words(before).map(Word::text).collect(Collectors.toSet());
        var still = words(kept).map(Word::text).collect(Collectors.toSet());
        var gone = words(before).filter(was -> !still.contains(was.text())).toList();
        var suspects =
                Word.of(given)
                        .filter(word -> word.text().indexOf('?') >= 0)
                        .filter(word -> !known.contains(word.text()))
                        .map(word -> new Suspect(word, origins(word, gone)))
                        .filter(suspect -> !suspect.were().isEmpty())
                        .toList();
        var several = suspects.stream().map(one -> one.word().text()).distinct().count() > 1;
        return suspects.stream()
                .filter(
                        suspect ->
                                several
                                        || !suspect.word().hasOnlyMarks()
                                        || suspect.were().stream()
                                                .anyMatch(suspect.word()::isBetweenTheSame))
                .findFirst()
                .map(suspect -> sentence(suspect.word(), suspect.were().getFirst()));
    }

    private static List<Word> origins(Word word, List<Word> gone) {
        return gone.stream().filter(was -> became(was.text(), word.text())).toList();
    }

    private static boolean became(String was, String word) {
        return was.length() == word.length()
                && IntStream.range(0, was.length())
                        .allMatch(at -> was.charAt(at) == word.charAt(at) || isLost(was, word, at))
                && IntStream.range(0, was.length())
                        .anyMatch(
                                at ->
                                        isLost(was, word, at)
                                                && Character.isLetter(was.codePointAt(at)));
    }

    private static boolean isLost(String was, String word, int at) {
        return word.charAt(at) == '?' && was.charAt(at) > LAST_ASCII;
    }

    private static String sentence(Word word, Word was) {
        return "has '%s' where the report has '%s': the file's encoding lost letters. Export the reports again, and save them as CSV in UTF-8 or as xlsx. If you mean a question mark, use `demarche correct`"
                .formatted(word.text(), was.text());
    }
}
