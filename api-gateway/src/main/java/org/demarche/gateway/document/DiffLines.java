package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes a diff as lines: the counts, each difference, and a summary. A diff without the summary
 * was cut off. This class walks through both copies twice, so that the counts come first and
 * nothing is kept in memory. If a copy changes between the two walks, the lines show the change and
 * the counts do not.
 */
final class DiffLines {

    /** The number of keys after which a piece ends, even if it has no lines. */
    private static final int STRIDE = 10_000;

    private static final int PIECE_BYTES = 16 * 1024;

    private final Counts counts = new Counts();
    private final Comparison counted;
    private final Comparison told;
    private final Set<Reason> reasons;
    private boolean hasCounted;
    private boolean isAtEnd;
    private long differences;

    /**
     * @param comparison makes a comparison that begins with the first key
     * @param reasons the reasons of the differences to write; empty for all differences
     */
    DiffLines(Supplier<Comparison> comparison, Set<Reason> reasons) {
        this.reasons = reasons;
        counted = comparison.get();
        told = comparison.get();
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    /** Returns the next piece: whole lines, or no bytes. */
    byte[] next() {
        return hasCounted ? tell() : count();
    }

    private byte[] count() {
        for (var n = 0; n < STRIDE; n++) {
            var next = counted.next();
            if (next == null) {
                hasCounted = true;
                return line("{%s}".formatted(counts.json()));
            }
            counts.add(next);
        }
        return new byte[0];
    }

    private byte[] tell() {
        var piece = new ByteArrayOutputStream();
        for (var n = 0; n < STRIDE && piece.size() < PIECE_BYTES; n++) {
            var next = told.next();
            if (next == null) {
                isAtEnd = true;
                piece.writeBytes(line("{\"summary\":{\"differences\":%d}}".formatted(differences)));
                break;
            }
            if (next.isAskedFor(reasons)) {
                differences++;
                piece.writeBytes(DocumentJson.difference(next));
                piece.write('\n');
            }
        }
        return piece.toByteArray();
    }

    private static byte[] line(String json) {
        return (json + '\n').getBytes(US_ASCII);
    }
}
