package org.demarche.http;

/**
 * The kinds of problems that the services answer, in the order of {@code docs/errors.md}, which has
 * a section for each.
 */
public enum ProblemKind {
    MALFORMED_JSON(400, "malformed-json", "Malformed JSON"),
    UNREADABLE_BODY(400, "unreadable-body", "Unreadable body"),
    WRONG_PARAMETER(400, "wrong-parameter", "Wrong parameter"),
    INVALID_BODY(422, "invalid-body", "Invalid body"),
    TOO_LARGE(413, "too-large", "Too large"),
    TOO_SLOW(408, "too-slow", "Too slow"),
    WRONG_HOST(421, "wrong-host", "Wrong host"),
    FOREIGN_SITE(403, "foreign-site", "Foreign site"),
    NOT_SIGNED_IN(401, "not-signed-in", "Not signed in"),
    WRONG_TOKEN(401, "wrong-token", "Wrong access token"),
    ROLE_MISSING(403, "role-missing", "Role missing"),
    UNKNOWN_NAME(404, "unknown-name", "Unknown name"),
    AMBIGUOUS_NAME(409, "ambiguous-name", "Ambiguous name"),
    NO_REVISIONS(400, "no-revisions", "No revisions"),
    UNKNOWN_REVISION(400, "unknown-revision", "Unknown revision"),
    RULE_GONE(410, "rule-gone", "Rule gone"),
    DELETED(410, "deleted", "Deleted"),
    BOUNDED_BY_HAND(400, "bounded-by-hand", "Bounded replay"),

    TAKEN(409, "taken", "Taken"),
    CHANGED_SINCE(409, "changed-since", "Changed since"),
    HOLDER_FIXED(409, "holder-fixed", "Holder fixed"),
    CHANGED(412, "changed", "Changed"),
    REGISTRY_FULL(507, "registry-full", "Registry full"),
    PROJECTIONS_FULL(507, "projections-full", "Projections full"),
    TOKENS_OFF(409, "tokens-off", "Access tokens off"),
    TOO_MANY_TOKENS(409, "too-many-tokens", "Too many access tokens"),
    LOG_NOT_EMPTY(409, "log-not-empty", "Log not empty"),
    OUT_OF_ORDER(409, "out-of-order", "Out of order"),
    REPLAY_RUNNING(409, "replay-running", "Replay running"),
    STILL_REFUSED(409, "still-refused", "Still refused"),
    WRONG_STATE(409, "wrong-state", "Wrong state"),
    NOT_READY(409, "not-ready", "Not ready"),
    NO_STANDBY(409, "no-standby", "No standby"),
    STILL_SERVED(409, "still-served", "Still served"),
    CONTENDED(409, "contended", "Contended"),

    NOT_YET(503, "not-yet", "Not yet"),
    UNAVAILABLE(503, "unavailable", "Unavailable"),
    OVERLOADED(503, "overloaded", "Overloaded"),
    OUTCOME_UNKNOWN(504, "outcome-unknown", "Outcome unknown"),
    FAILED(500, "failed", "Failed"),

    BAD_REQUEST(400, "bad-request", "Bad Request"),
    NOT_FOUND(404, "not-found", "Not Found"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method Not Allowed"),
    NOT_ACCEPTABLE(406, "not-acceptable", "Not Acceptable"),
    URI_TOO_LONG(414, "uri-too-long", "URI Too Long"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported Media Type"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "Request Header Fields Too Large"),
    HTTP_VERSION(505, "http-version", "HTTP Version Not Supported");

    private final int status;
    private final String slug;
    private final String title;

    ProblemKind(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** Returns the kind of a problem about which only its status is known. */
    static ProblemKind ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            case 505 -> HTTP_VERSION;
            default -> status < 500 ? BAD_REQUEST : FAILED;
        };
    }

    int status() {
        return status;
    }

    /** Returns the last part of the type, which is the path of a page at the gateway. */
    public String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    /** Returns the path of the kind's page at every gateway, such as {@code /problems/not-yet}. */
    String type() {
        return "/problems/" + slug;
    }
}
