package org.demarche.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "load",
        description = {
            "Files reports from files of one JSON object a line.",
            "A line that is refused is printed with its number and stops nothing. A load may be repeated: what was filed before is found to be the same."
        })
final class Load implements Callable<Integer> {

    private static final List<String> KINDS =
            List.of("state", "organization", "person", "group", "true");

    @Mixin private final GatewayOption gateway;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "NDJSON files; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--restore",
            description =
                    "The one FILE is an export: puts its registry and its reports back into an empty log, each with the instant at which it was recorded.")
    private boolean restore;

    @Option(
            names = "--register",
            paramLabel = "KIND",
            description =
                    "Register unknown names, too: actors as state, organization, person or group, all of the files as this one; with true, issues and outlets alone. A name to which others are near is refused.")
    private @Nullable String register;

    @Option(
            names = "--force",
            description = "With --register: also names to which others are near.")
    private boolean force;

    @Option(
            names = "--json",
            description = "Answer as JSON, the refused lines and what was registered included.")
    private boolean json;

    private final Terminal terminal;

    Load(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        if (restore && files.size() > 1) {
            throw new Failure(ExitCode.USAGE, "--restore takes one file.");
        }
        requireRegister();
        for (var file : files) {
            if (!LineFiles.isReadable(file)) {
                throw new Failure(ExitCode.USAGE, "%s cannot be read.".formatted(file));
            }
        }
        for (var file : files) {
            if (Files.isRegularFile(file)) {
                Encoding.requireUtf8(file);
            }
        }
        var api = gateway.toWrite();
        var loading = restore ? Loading.restoring(api) : Loading.registering(api, register, force);
        var lines = new LineFiles(terminal, loading, json);
        files.forEach(lines::send);
        var exitCode = lines.end(restore ? "restored" : "filed");
        if (!restore || loading.endsWithSummary()) {
            return exitCode;
        }
        terminal.err()
                .println(
                        "%s was cut off: it does not end with a summary, so some of what was exported is missing. Export once more and load that; what is restored already is known then."
                                .formatted(files.getFirst()));
        return ExitCode.NO;
    }

    private void requireRegister() {
        if (register == null) {
            if (force) {
                throw new Failure(ExitCode.USAGE, "--force says how to --register: give both.");
            }
            return;
        }
        if (restore) {
            throw new Failure(ExitCode.USAGE, "--restore registers only what the export has.");
        }
        if (!KINDS.contains(register)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--register: '%s' is none of %s."
                            .formatted(register, String.join(", ", KINDS)));
        }
    }
}
