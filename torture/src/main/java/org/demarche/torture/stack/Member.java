package org.demarche.torture.stack;

import java.nio.file.Path;

/** A part of the stack that can be killed, frozen, stopped and started again. */
public interface Member {

    String name();

    /** Starts the process, if it does not run. */
    void start() throws InterruptedException;

    /** Kills the process with SIGKILL, and returns when it is gone. */
    void kill() throws InterruptedException;

    /**
     * Stops the process as an operator would: with SIGTERM, and with SIGKILL if that takes too
     * long.
     */
    void stop() throws InterruptedException;

    void freeze() throws InterruptedException;

    /** Wakes the process, if it is frozen. */
    void wake() throws InterruptedException;

    boolean isReady() throws InterruptedException;

    Path log();
}
