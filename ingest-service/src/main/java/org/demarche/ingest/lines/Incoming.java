package org.demarche.ingest.lines;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.demarche.ingest.request.Deadline;
import org.jspecify.annotations.Nullable;

/** The reports or changes of a request, which arrive one after another, with the result of each. */
interface Incoming {

    /** Takes the next report or change, and returns it; null at the end. */
    @Nullable Taken next() throws IOException;

    /** Reads to the end and takes nothing. Returns false if nothing was left. */
    boolean passOver() throws IOException;

    Deadline deadline();

    /** Returns the number of the line or row that was read last. */
    long number();

    /** Frees the stream and its decompressor. After this, nothing can be read. */
    void release();

    /**
     * @param number the number of its line or row, from 1
     */
    record Taken(long number, CompletableFuture<LineResult> result) {}
}
