package org.demarche.torture.stack;

import java.nio.file.Path;

/** A part of the stack that can be killed, frozen, stopped and started again. */
public interface Member {

    String name();

    /** Does nothing to one that runs. */
    void start() throws InterruptedException;

    /** With SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException;

    /** With SIGTERM, and as an operator would, with SIGKILL if that takes too long. */
    void stop() throws InterruptedException;

    void freeze() throws InterruptedException;

    /** Does nothing to one that is not frozen. */
    void wake() throws InterruptedException;

    boolean isReady() throws InterruptedException;

    Path log();
}
