package org.demarche.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.demarche.log.Sha256;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;

/**
 * Keeps the first report with each URL, for each holder and issue. Of reports without a URL, it
 * keeps the first with each content. One article may give reports on several holders and issues, so
 * an equal URL alone is not odd.
 *
 * <p>Each of these reports takes 16 bytes, or 22 to 43 bytes together with the free slots: 64 bits
 * of a SHA-256 for the article or the content, and 64 for the report. If two articles share these
 * bits, a warning is wrong; among a billion articles this happens once or never.
 */
public final class Articles {

    private static final int FIRST_SLOTS = 1 << 10;

    /**
     * The longest table, because an array cannot have twice this length. Articles that come when it
     * is full are not kept.
     */
    private static final int MOST_LONGS = 1 << 30;

    /**
     * Two longs per slot: the article, which is 0 in a free slot, and the report, which is 0 if it
     * was forgotten.
     */
    private long[] table = new long[FIRST_SLOTS * 2];

    private int size;

    /**
     * Keeps the first report of an article, and ignores later ones.
     *
     * @param digest the digest of the content, 64 hexadecimal digits
     */
    public synchronized void put(ReportId report, Optional<String> url, String digest) {
        var article =
                url.map(one -> article(report, one))
                        .orElseGet(() -> content(Fingerprint.of(digest)));
        if (isFull()) {
            return;
        }
        var at = find(table, article);
        if (table[at + 1] != 0) {
            return;
        }
        if (table[at] == 0) {
            size++;
        }
        table[at] = article;
        table[at + 1] = bits(report.toString());
        if (isFull() && table.length < MOST_LONGS) {
            grow();
        }
    }

    private boolean isFull() {
        return size * 4L > table.length / 2 * 3L;
    }

    /**
     * Forgets a content that the report no longer has. The slot keeps its article, because a search
     * stops at a free slot and would miss the slots after it.
     */
    synchronized void forget(ReportId report, Fingerprint content) {
        var at = find(table, content(content));
        if (table[at + 1] == bits(report.toString())) {
            table[at + 1] = 0;
        }
    }

    /** Warns if another report of this article came first. */
    public List<Violation> warnings(ReportId report, Optional<String> url) {
        return url
                .filter(one -> isOfAnother(report, article(report, one)))
                .map(
                        _ ->
                                new Violation(
                                        "/source/url",
                                        "a report of %s on %s has this URL under another id: if both report the same statement, retract one of them"
                                                .formatted(report.holder(), report.issue())))
                .stream()
                .toList();
    }

    /** Warns if another report without a URL has this content. */
    public List<Violation> likeness(ReportId report, String digest) {
        return isOfAnother(report, content(Fingerprint.of(digest)))
                ? List.of(
                        new Violation(
                                "",
                                "a report of %s on %s has exactly this content under another id: leave this one out, unless both are right"
                                        .formatted(report.holder(), report.issue())))
                : List.of();
    }

    private synchronized boolean isOfAnother(ReportId report, long article) {
        var at = find(table, article);
        return table[at + 1] != 0 && table[at + 1] != bits(report.toString());
    }

    private void grow() {
        var larger = new long[table.length * 2];
        for (var at = 0; at < table.length; at += 2) {
            if (table[at] != 0) {
                System.arraycopy(table, at, larger, find(larger, table[at]), 2);
            }
        }
        table = larger;
    }

    /** Returns the slot of the article, or the free slot for it. */
    private static int find(long[] table, long article) {
        var last = table.length - 2;
        var at = (int) (article << 1) & last;
        while (table[at] != 0 && table[at] != article) {
            at = at + 2 & last;
        }
        return at;
    }

    private static long article(ReportId report, String url) {
        return bits(String.join("\n", report.holder(), report.issue(), url)) | 1L << 63;
    }

    /** Returns the key of a content. The content already has the holder and the issue. */
    private static long content(Fingerprint content) {
        return content.high() | 1L << 63;
    }

    private static long bits(String text) {
        return ByteBuffer.wrap(Sha256.of(text.getBytes(UTF_8))).getLong();
    }
}
