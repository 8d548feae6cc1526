package org.demarche.model;

/**
 * The id of a report, {@code <holder>.<issue>.<token>}. The id names the holder and the issue, so
 * that every reader finds the partition and the documents without an index. The token comes from
 * the client ({@code [A-Za-z0-9_-]{1,64}}), or is a digest of the report's content.
 */
public record ReportId(String holder, String issue, String token) {

    private static final int LONGEST_TOKEN = 64;

    public ReportId {
        Slug.require(holder, "holder");
        Slug.require(issue, "issue");
        if (!isToken(token)) {
            throw new IllegalArgumentException(
                    "token '%s' is not 1 to 64 of A-Z a-z 0-9 _ -".formatted(token));
        }
    }

    /**
     * Whether the text can be a token. Every event needs this check, so it uses no regular
     * expression.
     */
    public static boolean isToken(String text) {
        if (text.isEmpty() || text.length() > LONGEST_TOKEN) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '_'
                    || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /**
     * @throws IllegalArgumentException if the text is not a report id
     */
    public static ReportId parse(String text) {
        var first = text.indexOf('.');
        var second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw new IllegalArgumentException(
                    "'%s' is not a report id: <holder>.<issue>.<token>".formatted(text));
        }
        return new ReportId(
                text.substring(0, first),
                text.substring(first + 1, second),
                text.substring(second + 1));
    }

    @Override
    public String toString() {
        return holder + '.' + issue + '.' + token;
    }
}
