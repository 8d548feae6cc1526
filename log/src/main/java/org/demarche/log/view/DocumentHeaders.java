package org.demarche.log.view;

/** The headers that the record of an event's document has. */
public final class DocumentHeaders {

    /** Where in the log the event lies, in decimal digits. */
    public static final String LOG_OFFSET = "log-offset";

    /** See {@link Names}. */
    static final String NAMES = "names";

    private DocumentHeaders() {}
}
