package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.event.UnreadableEvent;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a version in one partition of the log. A mark is the last record of each
 * transaction, so a reader that has the mark has the whole transaction.
 *
 * @param next the next offset of the log to fold
 * @param deadLetters how many records so far could not be folded
 * @param recorded the highest instant of recording so far; it never decreases
 * @param lastDeadLetter the last record that could not be folded; null if there is none, or none
 *     since marks have this field
 * @param ended whether nothing more is folded, because the later records were recorded after the
 *     last instant that belongs to the version
 */
public record Mark(
        long next,
        long deadLetters,
        Instant recorded,
        @Nullable DeadLetter lastDeadLetter,
        boolean ended) {

    /** The mark before the first record. */
    public static final Mark START = new Mark(0, 0, Instant.EPOCH);

    /**
     * A record that could not be folded.
     *
     * @param offset the offset of the record in the log
     * @param reason the reason, shortened
     */
    public record DeadLetter(long offset, String reason) {

        private static final int LONGEST_REASON = 200;

        public DeadLetter {
            if (reason.length() > LONGEST_REASON) {
                reason = reason.substring(0, LONGEST_REASON);
            }
            // half of a surrogate pair, also one that the cut has made, becomes a question mark
            reason = new String(reason.getBytes(UTF_8), UTF_8);
        }
    }

    /** Makes a mark without the last dead letter, for a fold that has not ended. */
    public Mark(long next, long deadLetters, Instant recorded) {
        this(next, deadLetters, recorded, null, false);
    }

    public byte[] encode() {
        return JsonWriter.object(this::write);
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeNumberField("next", next);
        out.writeNumberField("deadLetters", deadLetters);
        out.writeStringField("recorded", recorded.toString());
        if (lastDeadLetter != null) {
            out.writeObjectFieldStart("lastDeadLetter");
            out.writeNumberField("offset", lastDeadLetter.offset);
            out.writeStringField("reason", lastDeadLetter.reason);
            out.writeEndObject();
        }
        if (ended) {
            out.writeBooleanField("ended", true);
        }
    }

    /**
     * @throws UnreadableEvent if the bytes are not a mark; the view must then not be used
     */
    public static Mark decode(byte[] value) throws UnreadableEvent {
        return JsonReader.read(value, Mark::read);
    }

    private static Mark read(JsonReader in) throws IOException, UnreadableEvent {
        Long next = null;
        Long deadLetters = null;
        Instant recorded = null;
        DeadLetter last = null;
        var ended = false;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "next" -> next = in.number();
                case "deadLetters" -> deadLetters = in.number();
                case "recorded" -> recorded = in.parsed(Instant::parse);
                case "lastDeadLetter" -> last = readDeadLetter(in);
                case "ended" -> ended = in.flag();
                default -> in.skip();
            }
        }
        return new Mark(
                in.required(next, "next"),
                in.required(deadLetters, "deadLetters"),
                in.required(recorded, "recorded"),
                last,
                ended);
    }

    private static DeadLetter readDeadLetter(JsonReader in) throws IOException, UnreadableEvent {
        Long offset = null;
        String reason = null;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "offset" -> offset = in.number();
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        return new DeadLetter(in.required(offset, "offset"), in.required(reason, "reason"));
    }
}
