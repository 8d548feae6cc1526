package org.demarche.model;

import java.time.Instant;
import java.util.regex.Pattern;

/** The id of a statement, {@code <holder>.<issue>.<digest>}. One report is enough to compute it. */
public record StatementId(String holder, String issue, String digest) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{24}");

    public StatementId {
        Slug.require(holder, "holder");
        Slug.require(issue, "issue");
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a statement's digest: 24 hexadecimal digits".formatted(digest));
        }
    }

    /**
     * Returns the id of the statement that a report attests.
     *
     * @param recorded the instant at which the report was recorded
     */
    public static StatementId of(Report body, Instant recorded) {
        var subject = new Subject(body.holder(), body.issue());
        return of(StatementKey.of(subject, body, recorded));
    }

    public static StatementId of(StatementKey key) {
        return new StatementId(key.subject().actor(), key.subject().issue(), key.digest());
    }

    /**
     * @throws IllegalArgumentException if the text is not a statement id
     */
    public static StatementId parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "'%s' is not a statement id: <holder>.<issue>.<digest>".formatted(text));
        }
        return new StatementId(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return holder + '.' + issue + '.' + digest;
    }
}
