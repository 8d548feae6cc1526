package org.demarche.log.view;

/** The headers of a record that has the document of an event. */
public final class DocumentHeaders {

    /** The offset of the event in the log, in decimal digits. */
    public static final String LOG_OFFSET = "log-offset";

    /** The names of {@link FoldNames}. */
    static final String NAMES = "names";

    private DocumentHeaders() {}
}
