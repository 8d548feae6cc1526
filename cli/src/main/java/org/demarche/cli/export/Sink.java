package org.demarche.cli.export;

/** The target of an export. */
interface Sink extends AutoCloseable {

    /**
     * @param lines whole ones
     * @throws org.demarche.cli.terminal.Failure if they cannot be written
     */
    void write(byte[] lines);

    /** Called when everything is written; only now the export is complete. */
    void finish();

    /**
     * Keeps the part of an export that arrived before it broke off.
     *
     * @return where, in a sentence; empty if nobody can look at it any more
     */
    String keep();

    /** Deletes the output, unless one of the two methods above was called. */
    @Override
    void close();
}
