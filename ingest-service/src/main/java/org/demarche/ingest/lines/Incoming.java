package org.demarche.ingest.lines;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.demarche.ingest.request.Deadline;
import org.jspecify.annotations.Nullable;

/** Reports or changes that arrive one after the other, and the result of each. */
interface Incoming {

    /** Takes the next one in; null at the end. */
    @Nullable Taken next() throws IOException;

    /** Reads to the end and takes nothing in. Returns false if nothing was left. */
    boolean passOver() throws IOException;

    Deadline deadline();

    /** The number of the one that was read last. */
    long number();

    /** Frees what inflates the stream; nothing is read after it. */
    void release();

    /**
     * @param number of its line or row, from 1
     */
    record Taken(long number, CompletableFuture<LineResult> result) {}
}
