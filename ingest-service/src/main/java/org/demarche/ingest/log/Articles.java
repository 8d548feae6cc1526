package org.demarche.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.demarche.log.Sha256;
import org.demarche.log.json.Violation;
import org.demarche.model.ReportId;

/**
 * The first report with each URL, for its holder and issue, and of reports without a URL the first
 * with each content. An article has reports on several holders and issues, so an equal URL alone is
 * not odd.
 *
 * <p>It keeps 16 bytes for each of them, and free slots, 22 to 43 bytes in all: 64 bits of a
 * SHA-256 for the article or the content, and 64 for the report. If two articles share these bits,
 * a warning is wrong; among a billion articles this happens once or never.
 */
public final class Articles {

    private static final int FIRST_SLOTS = 1 << 10;

    /** Growing further would take more than an array can have. Later articles are not kept. */
    private static final int MOST_LONGS = 1 << 30;

    /**
     * Two longs a slot: the article, which is 0 in a free slot, and the report, which is 0 in one
     * that was forgotten.
     */
    private long[] table = new long[FIRST_SLOTS * 2];

    private int size;

    /**
     * Keeps the first report of an article, and ignores later ones.
     *
     * @param digest of the content, 64 hexadecimal digits
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
     * Forgets a content, because the report has it no longer. The slot stays, because others may
     * lie behind it.
     */
    synchronized void forget(ReportId report, Fingerprint content) {
        var at = find(table, content(content));
        if (table[at + 1] == bits(report.toString())) {
            table[at + 1] = 0;
        }
    }

    /** Warns if another report of this article was first. */
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

    /** The slot of the article, or the free slot for it. */
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

    /** The content has the holder and the issue. */
    private static long content(Fingerprint content) {
        return content.high() | 1L << 63;
    }

    private static long bits(String text) {
        return ByteBuffer.wrap(Sha256.of(text.getBytes(UTF_8))).getLong();
    }
}
