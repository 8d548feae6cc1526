package org.demarche.cli.export;

/** Where an export goes. */
interface Sink extends AutoCloseable {

    /**
     * @param lines whole ones
     * @throws org.demarche.cli.Failure if they cannot be written
     */
    void write(byte[] lines);

    /** All is written: only now is it a whole export. */
    void finish();

    /**
     * Of an export that broke off: keeps what came.
     *
     * @return where, in a sentence; empty where nobody can look at it any more
     */
    String keep();

    /** Without one of the two before, nothing stays. */
    @Override
    void close();
}
