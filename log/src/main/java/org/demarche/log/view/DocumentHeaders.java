package org.demarche.log.view;

/** The headers of the record of an event's document. */
public final class DocumentHeaders {

    /** The offset of the event in the log, in decimal digits. */
    public static final String LOG_OFFSET = "log-offset";

    /** The names of {@link FoldNames}. */
    static final String NAMES = "names";

    private DocumentHeaders() {}
}
