package org.demarche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.demarche.cli.stack.Home;
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

    @Mixin private final GatewayOption gateway;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "NDJSON files; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Answer as JSON, the refused lines included.")
    private boolean json;

    private final Terminal terminal;

    Load(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() throws IOException {
        for (var file : files) {
            if (!isStandardInput(file) && !Files.isReadable(file))
                throw new Failure(ExitCode.USAGE, "%s cannot be read.".formatted(file));
        }
        var err = terminal.err();
        var loading =
                new Loading(
                        gateway.gateway(),
                        refused -> {
                            if (!json) err.println(refused.text());
                        });
        for (var file : files) load(file, loading);
        var out = terminal.out();
        out.println(
                json ? Gateway.JSON.writeValueAsString(loading.result()) : loading.result().text());
        return loading.result().failed() == 0 ? ExitCode.OK : ExitCode.NO;
    }

    private void load(Path file, Loading loading) throws IOException {
        var bytes = isStandardInput(file) ? -1 : Files.size(file);
        try (var lines = open(file);
                var progress = Progress.of(file.toString(), bytes, json)) {
            loading.load(file.toString(), lines, progress::advance);
        }
    }

    private static InputStream open(Path file) throws IOException {
        return isStandardInput(file) ? System.in : Files.newInputStream(file);
    }

    private static boolean isStandardInput(Path file) {
        return file.toString().equals("-");
    }
}
