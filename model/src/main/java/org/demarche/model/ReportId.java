package org.demarche.model;

import java.util.regex.Pattern;

/**
 * {@code <holder>.<issue>.<token>}: holder and issue stand in it so that every reader finds its
 * partition and its documents without an index. The token is the client's ({@code
 * [A-Za-z0-9_-]{1,64}}), or a digest of the report's content.
 */
public record ReportId(String holder, String issue, String token) {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public ReportId {
        Slug.require(holder, "holder");
        Slug.require(issue, "issue");
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "token '%s' is not 1 to 64 of A-Z a-z 0-9 _ -".formatted(token));
        }
    }

    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /**
     * @throws IllegalArgumentException if the text is no report id
     */
    public static ReportId parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "'%s' is not a report id: <holder>.<issue>.<token>".formatted(text));
        }
        return new ReportId(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return holder + '.' + issue + '.' + token;
    }
}
