package org.demarche.bench.twin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The shifts of a pair in the view: one line for each key, with a hash of its document. */
final class Shown {

    private Shown() {}

    static Map<String, Integer> read(byte @Nullable [] stored) {
        return stored == null
                ? Map.of()
                : new String(stored, US_ASCII)
                        .lines()
                        .map(line -> line.split(" ", -1))
                        .collect(
                                Collectors.toMap(
                                        line -> line[0], line -> Integer.valueOf(line[1])));
    }

    static byte[] write(Map<String, Integer> shifts) {
        return shifts.entrySet().stream()
                .map(shift -> shift.getKey() + ' ' + shift.getValue())
                .collect(Collectors.joining("\n"))
                .getBytes(US_ASCII);
    }
}
