package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.view.DeadLetterHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is stored.
 *
 * @param recorded the instant at which the letter was written
 * @param origin the origin; null if another program has written the record, which then is not a
 *     dead letter
 * @param length the length of the whole value in bytes
 * @param value the first bytes of the value, or all of them; null if the record has no value
 * @param headers the headers of the event's record, as texts for people
 */
record StoredLetter(
        Id id,
        Instant recorded,
        @Nullable Origin origin,
        @Nullable String key,
        long length,
        byte @Nullable [] value,
        Map<String, String> headers) {

    private static final String FOREIGN =
            "This record is not a dead letter: another program has written it";

    private static final Pattern PLACE = Pattern.compile("(.+)/([0-9]{1,9})/([0-9]{1,18})");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,10}");

    /** The place of the letter in the topic of dead letters; no place is ever used twice. */
    record Id(int partition, long offset) {

        private static final Pattern ID = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

        static Optional<Id> of(String text) {
            return Optional.of(ID.matcher(text))
                    .filter(found -> found.matches())
                    .map(
                            found ->
                                    new Id(
                                            Integer.parseInt(found.group(1)),
                                            Long.parseLong(found.group(2))));
        }

        @Override
        public String toString() {
            return partition + "-" + offset;
        }
    }

    /**
     * The place of the record that could not be folded, the version that could not fold it, and the
     * reason.
     */
    record Origin(
            String topic,
            int partition,
            long offset,
            String projection,
            int version,
            String reason) {

        private static @Nullable Origin of(ConsumerRecord<byte[], byte[]> record) {
            var place = PLACE.matcher(record.key() == null ? "" : new String(record.key(), UTF_8));
            var projection = header(record, DeadLetterHeaders.PROJECTION);
            var version = header(record, DeadLetterHeaders.VERSION);
            var reason = header(record, DeadLetterHeaders.REASON);
            return !place.matches()
                            || projection == null
                            || version == null
                            || !VERSION.matcher(version).matches()
                            || reason == null
                    ? null
                    : new Origin(
                            place.group(1),
                            Integer.parseInt(place.group(2)),
                            Long.parseLong(place.group(3)),
                            projection,
                            Integer.parseInt(version),
                            reason);
        }
    }

    /**
     * @param most the most bytes of the value to keep
     */
    static StoredLetter of(ConsumerRecord<byte[], byte[]> record, int most) {
        var value = record.value();
        var stored = value == null ? 0 : value.length;
        var whole = header(record, DeadLetterHeaders.LENGTH);
        return new StoredLetter(
                new Id(record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                Origin.of(record),
                header(record, DeadLetterHeaders.KEY),
                whole != null && LENGTH.matcher(whole).matches() ? Long.parseLong(whole) : stored,
                value == null || stored <= most ? value : Arrays.copyOf(value, most),
                headers(record));
    }

    String reason() {
        return origin == null ? FOREIGN : origin.reason();
    }

    /** Returns the id of the event from the headers of its record. */
    Optional<String> event() {
        return Optional.ofNullable(headers.get("ce_id"));
    }

    /** Whether the letter has the whole value. */
    boolean isWhole() {
        return length == (value == null ? 0 : value.length);
    }

    /** Returns the value as text; empty if it is not valid UTF-8, or if there is no value. */
    Optional<String> text() {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /**
     * Makes bytes readable for people: keeps printable text, and writes any other byte as in {@code
     * \x0a}.
     */
    static String escaped(byte[] bytes) {
        var text = new StringBuilder();
        var left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            var length = lengthOfCharacter(left);
            var next = new byte[length];
            left.get(next);
            var read = new String(next, UTF_8);
            if (isPrintable(read.codePointAt(0))) {
                text.append(read);
            } else {
                for (var one : next) {
                    text.append("\\x%02x".formatted(one));
                }
            }
        }
        return text.toString();
    }

    /**
     * Returns the number of bytes of the next character; 1 if the next bytes are not a character.
     */
    private static int lengthOfCharacter(ByteBuffer bytes) {
        for (var length = Math.min(4, bytes.remaining()); length > 1; length--) {
            var part = bytes.slice(bytes.position(), length);
            try {
                var read = UTF_8.newDecoder().decode(part);
                if (Character.codePointCount(read, 0, read.length()) == 1) {
                    return length;
                }
            } catch (CharacterCodingException _) {
                // fewer bytes may be a character
            }
        }
        return 1;
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> c != '\ufffd';
        };
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : escaped(header.value());
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var own = new LinkedHashMap<String, String>();
        for (var header : record.headers()) {
            if (header.key().startsWith(DeadLetterHeaders.OF_SOURCE)) {
                own.put(
                        escaped(header.key().getBytes(UTF_8))
                                .substring(DeadLetterHeaders.OF_SOURCE.length()),
                        header.value() == null ? "" : escaped(header.value()));
            }
        }
        return own;
    }
}
