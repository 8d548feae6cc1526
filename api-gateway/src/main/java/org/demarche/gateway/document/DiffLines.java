package org.demarche.gateway.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A diff in lines: the counts, each difference, and a summary, without which it was cut off. It
 * walks through both copies twice, so that the counts come first without keeping anything in
 * memory. Changes in between show in the lines.
 */
final class DiffLines {

    /** The number of keys after which a piece ends, even an empty one. */
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
     * @param comparison makes one from the beginning
     * @param reasons of which differences are told; empty for all
     */
    DiffLines(Supplier<Comparison> comparison, Set<Reason> reasons) {
        this.reasons = reasons;
        counted = comparison.get();
        told = comparison.get();
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    /** The next piece, of whole lines, or empty. */
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
