package org.demarche.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.log.Violation;

/**
 * Tells letters that a spreadsheet has lost from an edit: saved in an encoding that lacks a letter,
 * the file has a question mark in its place. Words are compared, because an edit elsewhere in a
 * text moves them.
 */
final class LostLetters {

    private static final int LAST_ASCII = 0x7f;

    private final List<Violation> faults = new ArrayList<>();

    private LostLetters() {}

    /** Whether a text can have lost any. */
    static boolean mayBeIn(byte[] body) {
        for (var one : body) {
            if (one == '?') {
                return true;
            }
        }
        return false;
    }

    /**
     * The faults of a body, by the texts of the one that stands.
     *
     * @param given and standing: reports as JSON
     */
    static List<Violation> of(JsonNode given, JsonNode standing) {
        var letters = new LostLetters();
        letters.compare("", given, standing);
        return List.copyOf(letters.faults);
    }

    private void compare(String pointer, JsonNode given, JsonNode before) {
        switch (given.getNodeType()) {
            case STRING ->
                    lost(given.textValue(), texts(before).collect(Collectors.joining(" ")))
                            .ifPresent(fault -> faults.add(new Violation(pointer, fault)));
            case OBJECT ->
                    given.properties()
                            .forEach(
                                    field ->
                                            compare(
                                                    pointer + '/' + field.getKey(),
                                                    field.getValue(),
                                                    before.isTextual()
                                                            ? before
                                                            : before.path(field.getKey())));
            // an edit may have moved the elements
            case ARRAY -> {
                var all = TextNode.valueOf(texts(before).collect(Collectors.joining(" ")));
                for (var at = 0; at < given.size(); at++) {
                    compare(pointer + '/' + at, given.get(at), all);
                }
            }
            default -> {}
        }
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.textValue())
                : node.valueStream().flatMap(LostLetters::texts);
    }

    private static Optional<String> lost(String given, String before) {
        if (given.indexOf('?') < 0) {
            return Optional.empty();
        }
        var kept = words(given);
        var were = words(before);
        return kept.stream()
                .filter(word -> word.indexOf('?') >= 0 && !were.contains(word))
                .map(
                        word ->
                                were.stream()
                                        .filter(was -> !kept.contains(was) && became(was, word))
                                        .findFirst()
                                        .map(was -> sentence(word, was))
                                        .orElse(null))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static SequencedSet<String> words(String text) {
        return new LinkedHashSet<>(List.of(text.split("\\s+")));
    }

    private static boolean became(String was, String word) {
        return was.length() == word.length()
                && IntStream.range(0, was.length())
                        .allMatch(
                                at ->
                                        was.charAt(at) == word.charAt(at)
                                                || word.charAt(at) == '?'
                                                        && was.charAt(at) > LAST_ASCII);
    }

    private static String sentence(String word, String was) {
        return "has '%s' where the report has '%s': the file's encoding lost letters. Export the reports again, and save them as CSV in UTF-8 or as xlsx"
                .formatted(word, was);
    }
}
