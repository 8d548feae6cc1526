package org.demarche.cli.export;

/** The target of an export. */
interface Sink extends AutoCloseable {

    /**
     * @param lines one or more complete lines
     * @throws org.demarche.cli.terminal.Failure if they cannot be written
     */
    void write(byte[] lines);

    /** Completes the export; called when everything is written. */
    void finish();

    /**
     * Keeps the part of an export that arrived before it broke off.
     *
     * @return a sentence that says where the part is; empty if nobody can read it any more
     */
    String keep();

    /** Deletes the output, unless {@link #finish} or {@link #keep} was called. */
    @Override
    void close();
}
