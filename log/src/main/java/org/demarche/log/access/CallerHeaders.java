package org.demarche.log.access;

/**
 * The headers in which the gateway tells the ingest service the name and the roles of the caller.
 * The gateway never passes on such headers from a client. A request has none of them if nobody has
 * to sign in.
 */
public final class CallerHeaders {

    /** The name of the access token, percent-encoded. */
    public static final String NAME = "Demarche-Caller";

    /** The wire names of the token's roles, with commas between them. */
    public static final String ROLES = "Demarche-Caller-Roles";

    /** W3C Trace Context, as the client sent it. */
    public static final String TRACE_PARENT = "traceparent";

    public static final String TRACE_STATE = "tracestate";

    private CallerHeaders() {}
}
