package org.demarche.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts a broker and the three services on 127.0.0.1, and runs until Ctrl-C stops them.",
            "It takes 1 GB of memory at first, and with a large log up to half of the machine's. It listens on this machine only, so nobody has to sign in, unless DEMARCHE_AUTH asks for access tokens."
        })
public final class Up implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    @Mixin final DataOption data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The gateway's port (" + USUAL_PORT + ").")
    @Nullable Integer wantedPort;

    @Option(names = "--no-seeds", description = "Do not file the seeds into an empty log.")
    boolean noSeeds;

    @Option(
            names = "--detach",
            description = "Run in the background, and return when the stack is ready.")
    boolean detach;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "Seconds that the start may take (${DEFAULT-VALUE}).")
    int waitSeconds;

    @Option(
            names = "--open",
            description = "Open the stack's page in a browser as soon as it is ready.")
    boolean open;

    @Option(names = "--json", description = "Print the processes as JSON.")
    boolean json;

    private final Terminal terminal;
    private final Home home;

    public Up(Terminal terminal, Home home) {
        this.terminal = terminal;
        data = new DataOption(home);
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        if (port() < 1 || port() > 65_535) {
            throw new Failure(
                    ExitCode.USAGE, "--port must be from 1 to 65535, not " + port() + ".");
        }
        PassedEnvironment.leftOut(PassedEnvironment.set(System.getenv()))
                .forEach(terminal.err()::println);
        terminal.err().flush();
        var folder = data.folder();
        return detach ? detached(folder) : supervise(folder);
    }

    private int supervise(Folder folder) {
        var out = terminal.out();
        var begun = Instant.now();
        var lock = folder.lock().orElseThrow(() -> RunningStack.failure(folder));
        var _ = Orphans.stop(folder, terminal.err());
        if (!Ports.isFree(port())) throw busy();
        var supervisor = new Supervisor(StackPlan.on(folder, port(), seeds()), home.path(), out);
        stopAtTheEnd(supervisor, folder, lock);
        if (!supervisor.start(Duration.ofSeconds(waitSeconds))) return ExitCode.OK;
        announce(supervisor.describe(), folder, begun);
        supervisor.watch();
        return ExitCode.OK;
    }

    private int detached(Folder folder) throws IOException {
        var out = terminal.out();
        var running = folder.running();
        if (running.isPresent()) {
            requireSamePort(running.get(), folder);
            out.println(
                    json
                            ? StackState.of(running.get(), folder).json()
                            : RunningStack.sentence(folder, running.get()));
            show(running.get());
            return ExitCode.OK;
        }
        if (!Ports.isFree(port())) throw busy();
        var begun = Instant.now();
        var stack = new Background(home, folder, port(), noSeeds, waitSeconds).start();
        announce(stack, folder, begun);
        return ExitCode.OK;
    }

    private void announce(StackRecord stack, Folder folder, Instant begun) {
        var out = terminal.out();
        var took = Duration.between(begun, Instant.now());
        var state = StackState.of(stack, folder);
        var announced =
                new ReadyMessage(
                        stack,
                        folder,
                        took,
                        TypedCommand.of(home, data),
                        guide(),
                        PassedEnvironment.askForTokens(System.getenv()),
                        terminal.columns());
        out.println(json ? state.json() : state.warningLines() + announced.text());
        out.flush();
        show(stack);
    }

    private @Nullable String guide() {
        return seeds().isEmpty() ? home.path().resolve("docs/your-data.md").toString() : null;
    }

    private void show(StackRecord stack) {
        if (!open) return;
        var page = stack.url() + "/";
        if (!Browser.of(System.getProperty("os.name")).opens(page)) {
            terminal.err().printf("No browser can be opened from here. The page is %s%n", page);
        }
    }

    private Failure busy() {
        return new Failure(
                ExitCode.CANNOT_START,
                "Port %d of 127.0.0.1 is in use by something else: choose another with --port."
                        .formatted(port()));
    }

    private int port() {
        return wantedPort == null ? USUAL_PORT : wantedPort;
    }

    private void requireSamePort(StackRecord running, Folder folder) {
        if (wantedPort != null && !running.url().endsWith(":" + wantedPort)) {
            throw new Failure(
                    ExitCode.NO,
                    RunningStack.sentence(folder, running)
                            + " It cannot change its port to %d while it runs."
                                    .formatted(wantedPort));
        }
    }

    private String seeds() {
        var seeds = home.path().resolve("seeds");
        return noSeeds || !Files.isDirectory(seeds) ? "" : seeds.toString();
    }

    /** Makes this process stop its children before it ends, unless `kill -9` ends it. */
    private static void stopAtTheEnd(Supervisor supervisor, Folder folder, FileChannel lock) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    supervisor.stop();
                                    folder.forget();
                                    Folder.release(lock);
                                },
                                "stop"));
    }
}
