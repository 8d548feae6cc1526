package org.demarche.log.event;

/** Bytes that are not an event. They stay in the log, are counted, and are never skipped. */
public final class UnreadableEvent extends Exception {

    private final String reason;
    private final String where;

    public UnreadableEvent(String reason, String where) {
        super(where.isEmpty() ? reason : where + ": " + reason);
        this.reason = reason;
        this.where = where;
    }

    public String reason() {
        return reason;
    }

    /**
     * Returns the place of the fault: a JSON pointer into the value (empty for the whole value),
     * {@code key}, or {@code header <name>}.
     */
    public String where() {
        return where;
    }
}
