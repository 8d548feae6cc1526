package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.UnreadableEvent;

/**
 * How far a partition is folded; the last record of each transaction, so whoever has read it has
 * read all that belongs to it.
 *
 * @param next the next offset of the log to fold
 * @param deadLetters how many records so far could not be folded
 * @param recorded the highest instant of recording so far: it never steps back
 */
public record Mark(long next, long deadLetters, Instant recorded) {

    /** Before the first record. */
    public static final Mark START = new Mark(0, 0, Instant.EPOCH);

    public byte[] encode() {
        // joined, for a formatter would write the digits of the machine's language
        var json =
                "{\"next\":"
                        + next
                        + ",\"deadLetters\":"
                        + deadLetters
                        + ",\"recorded\":\""
                        + recorded
                        + "\"}";
        return json.getBytes(UTF_8);
    }

    /**
     * @throws UnreadableEvent if these are not a mark's bytes: the view is not to be used
     */
    public static Mark decode(byte[] value) throws UnreadableEvent {
        return JsonReader.read(value, Mark::read);
    }

    private static Mark read(JsonReader in) throws IOException, UnreadableEvent {
        Long next = null;
        Long deadLetters = null;
        Instant recorded = null;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "next" -> next = in.number();
                case "deadLetters" -> deadLetters = in.number();
                case "recorded" -> recorded = in.parsed(Instant::parse);
                default -> in.skip();
            }
        }
        return new Mark(
                in.required(next, "next"),
                in.required(deadLetters, "deadLetters"),
                in.required(recorded, "recorded"));
    }
}
