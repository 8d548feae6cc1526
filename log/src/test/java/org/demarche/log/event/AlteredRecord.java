package org.demarche.log.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A golden record of which one thing is altered. Tables of such records are files: a line each, its
 * columns separated by {@code " | "}, {@code #} before a heading. In a column {@code \x0A} is a
 * byte, {@code <65 a>} is what follows the number so many times; there are {@code <nothing>},
 * {@code <null>}, and {@code <absent>} for a header that is not there.
 *
 * @param event filed, corrected or retracted
 * @param altered value, key or a header's name
 * @param part of the value, or {@code <all>}; keys and headers are replaced whole
 * @param instead its first occurrence
 */
record AlteredRecord(String event, String altered, String part, String instead) {

    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");
    private static final Pattern REPEATED = Pattern.compile("<([0-9]+) ([^>]+)>");

    /** The lines of a table, without headings. */
    static List<String[]> table(String file) {
        try (var in = AlteredRecord.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConsumerRecord<byte[], byte[]> record() {
        var golden = "report-" + event + ".v1";
        var from = Golden.record(Golden.headers(golden), Golden.value(golden));
        var headers = new RecordHeaders();
        for (var header : from.headers()) {
            if (!header.key().equals(altered)) {
                headers.add(header);
            } else if (!instead.equals("<absent>")) {
                headers.add(new RecordHeader(altered, bytes(instead)));
            }
        }
        return new ConsumerRecord<>(
                "reports",
                0,
                0L,
                0L,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                altered.equals("key") ? bytes(instead) : from.key(),
                altered.equals("value") ? value(from.value()) : from.value(),
                headers,
                Optional.empty());
    }

    private byte[] value(byte[] golden) {
        if (part.equals("<all>")) {
            return bytes(instead);
        }
        var whole = new String(golden, ISO_8859_1);
        var old = new String(bytes(part), ISO_8859_1);
        var at = whole.indexOf(old);
        if (at < 0) {
            throw new IllegalArgumentException("The value does not hold " + part);
        }
        var replaced =
                whole.substring(0, at)
                        + new String(bytes(instead), ISO_8859_1)
                        + whole.substring(at + old.length());
        return replaced.getBytes(ISO_8859_1);
    }

    private static byte[] bytes(String column) {
        if (column.equals("<null>")) {
            return null;
        }
        if (column.equals("<nothing>")) {
            return new byte[0];
        }
        var repeated =
                REPEATED.matcher(column)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                found.group(2)
                                                        .repeat(Integer.parseInt(found.group(1)))));
        var latin = new String(repeated.getBytes(UTF_8), ISO_8859_1);
        return BYTE.matcher(latin)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(found.group(1), 16))))
                .getBytes(ISO_8859_1);
    }
}
