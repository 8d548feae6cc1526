package org.demarche.torture.stack;

import java.nio.file.Path;

/**
 * A container of the stack.
 *
 * @param log the file with the logs of all containers, which is written at the end of the run
 */
record ContainerMember(String name, String container, Path log) implements Member {

    private static final String READY = "true false healthy";

    @Override
    public void start() throws InterruptedException {
        Docker.run("start", container);
    }

    /** Kills the container. Docker does not restart a container that it was told to kill. */
    @Override
    public void kill() throws InterruptedException {
        if (is("{{.State.Running}}", "true")) Docker.run("kill", container);
    }

    @Override
    public void stop() throws InterruptedException {
        Docker.run("stop", container);
    }

    @Override
    public void freeze() throws InterruptedException {
        Docker.run("pause", container);
    }

    @Override
    public void wake() throws InterruptedException {
        if (is("{{.State.Paused}}", "true")) Docker.run("unpause", container);
    }

    @Override
    public boolean isReady() throws InterruptedException {
        return is("{{.State.Running}} {{.State.Paused}} {{.State.Health.Status}}", READY);
    }

    private boolean is(String format, String state) throws InterruptedException {
        return Docker.run("inspect", "--format", format, container).equals(state);
    }
}
