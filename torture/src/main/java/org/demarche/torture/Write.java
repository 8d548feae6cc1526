package org.demarche.torture;

/**
 * One write of a client.
 *
 * @param report its full id
 * @param event its number: 0 files the report; −1 for a correction or retraction that nobody
 *     acknowledged
 */
record Write(String report, int event, Outcome outcome) {

    static final int UNNUMBERED = -1;

    /** The event's id in the log. */
    String id() {
        return event == 0 ? report : report + '#' + event;
    }
}
