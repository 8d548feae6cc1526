package org.demarche.log.json;

import java.util.Map;

/**
 * The type of a problem that a service answers: the path of a page about it, which every gateway
 * serves from {@code docs/errors.md}.
 */
public final class ProblemType {

    private static final String PAGES = "/problems/";

    /** By the statuses with which HTTP itself refuses a request. */
    private static final Map<Integer, String> OF_HTTP =
            Map.of(
                    400, "bad-request",
                    404, "not-found",
                    405, "method-not-allowed",
                    406, "not-acceptable",
                    413, "too-large",
                    414, "uri-too-long",
                    415, "unsupported-media-type",
                    431, "headers-too-large",
                    500, "failed",
                    505, "http-version");

    private ProblemType() {}

    /** The path of a type: {@code /problems/not-yet}. */
    public static String path(String slug) {
        return PAGES + slug;
    }

    /** The slug of a problem that says no more than its status. */
    public static String ofStatus(int status) {
        return OF_HTTP.getOrDefault(status, status < 500 ? "bad-request" : "failed");
    }
}
