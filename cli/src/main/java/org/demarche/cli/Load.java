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
            "Files reports from files with one JSON object a line.",
            "A refused line is printed with its number, and the other lines are filed. You may load a file again: nothing is filed twice."
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
                    "FILE is an export: restores its registry and its reports into an empty log; each event keeps the instant at which it was recorded.")
    private boolean restore;

    @Option(
            names = "--register",
            paramLabel = "KIND",
            description =
                    "Register unknown names: actors as this kind (state, organization, person or group), and issues and outlets; with true, issues and outlets only. A name close to a known one is refused.")
    private @Nullable String register;

    @Option(
            names = "--force",
            description = "With --register: also register names that are close to known ones.")
    private boolean force;

    @Option(
            names = "--json",
            description = "Print JSON, with the refused lines and the registered names.")
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
                        "%s is not complete: it does not end with a summary. Export once more and load that file; events that are restored already are not written twice."
                                .formatted(files.getFirst()));
        return ExitCode.NO;
    }

    private void requireRegister() {
        if (register == null) {
            if (force) {
                throw new Failure(ExitCode.USAGE, "--force needs --register: give both.");
            }
            return;
        }
        if (restore) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--restore takes its names from the export: leave --register out.");
        }
        if (!KINDS.contains(register)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--register: '%s' is not one of %s."
                            .formatted(register, String.join(", ", KINDS)));
        }
    }
}
