package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.InputFile;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "declare",
        description = "Declares a projection, folds the log into it, and shows the progress.")
final class Declare implements Callable<Integer> {

    /** The longest definition that is read, in bytes. It is far above the limit of any gateway. */
    private static final int LONGEST = 1 << 20;

    @Mixin private final GatewayOption gateway;

    @Parameters(
            paramLabel = "FILE",
            description = "The definition, one JSON object; - is standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--dry-run",
            paramLabel = "N",
            description =
                    "Declare nothing: fold N events, and show the documents and the reports that fail.")
    private @Nullable Integer dryRun;

    @Mixin private final PromoteOption promote = new PromoteOption();
    @Mixin private final PersonOptions person = new PersonOptions();

    @Option(names = "--detach", description = "Do not watch the progress.")
    private boolean detach;

    @Option(names = "--json", description = "Print the gateway's last answer as it is.")
    private boolean json;

    private final Terminal terminal;

    Declare(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        if (dryRun != null && (detach || promote.value() != null || person.why() != null)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "A dry run declares nothing, so it does not take --promote, --detach or --why.");
        }
        var definition = definition();
        var api = dryRun == null ? gateway.toWrite() : gateway.gateway();
        var address = Address.of("/v1/projections");
        if (dryRun != null) {
            var tried = address.with("dryRun", Integer.toString(dryRun));
            return show(api.post(tried, definition).body());
        }
        var declared = person.of(address.with("promote", promote.value()));
        var reply = api.postOrConflict(declared, definition);
        if (reply.isConflict()) throw conflict(reply, definition);
        var first = reply.body();
        var watching = new BuildProgress(api, terminal, json);
        return detach ? watching.leave(first) : watching.toItsEnd(first);
    }

    private static Failure conflict(Gateway.Reply reply, byte[] definition) {
        if (!reply.body().path("type").asText().equals("/problems/taken")) return reply.refusal();
        var name = name(definition);
        return reply.refusal()
                .withHintAfter(
                        "`demarche projections %s --json` shows that definition, `demarche delete %1$s` deletes the projection."
                                .formatted(name));
    }

    /** Returns the definition's name. The gateway has already parsed the definition. */
    private static String name(byte[] definition) {
        try {
            return Gateway.JSON.readTree(definition).path("name").asText("NAME");
        } catch (IOException _) {
            return "NAME";
        }
    }

    private byte[] definition() {
        try (var in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
            var definition = in.readNBytes(LONGEST + 1);
            if (definition.length <= LONGEST) return definition;
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is longer than 1 MiB: is this a definition?".formatted(file));
        } catch (IOException e) {
            throw InputFile.unreadable(file, e);
        }
    }

    private int show(JsonNode tried) {
        terminal.out().println(json ? tried : text(tried));
        return tried.path("faults").isEmpty() && !tried.has("refused") ? ExitCode.OK : ExitCode.NO;
    }

    private static String text(JsonNode tried) {
        var lines = new ArrayList<String>();
        var failed = tried.path("faultCount").asLong(tried.path("faults").size());
        lines.add(
                "%s of %s matched%s. Nothing was declared."
                        .formatted(
                                Amounts.number(tried.path("matched").asLong()),
                                Amounts.count(tried.path("reports").asLong(), "event"),
                                failed == 0
                                        ? ""
                                        : ", and on %s an expression failed"
                                                .formatted(Amounts.number(failed))));
        if (tried.has("refused")) {
            lines.add("It cannot be declared: %s.".formatted(tried.path("refused").asText()));
        }
        for (var fault : tried.path("faults")) {
            lines.add(
                    "fault: %s: %s"
                            .formatted(
                                    fault.path("report").asText(),
                                    fault.path("reason")
                                            .asText()
                                            .replace("evaluation-fault: ", "")));
        }
        var unshown = failed - tried.path("faults").size();
        if (unshown > 0) lines.add("%s more.".formatted(Amounts.count(unshown, "fault")));
        for (var blocker : tried.path("blockers")) {
            lines.add(
                    "It would not go live automatically: %s. `promote --force` would make it live."
                            .formatted(blocker.asText()));
        }
        for (var document : tried.path("documents")) lines.add(DocumentText.line(document));
        var shown = tried.path("documents").size();
        var all = tried.path("documentCount").asLong(shown);
        if (all > shown) {
            lines.add(
                    "These are the first %d of %s."
                            .formatted(shown, Amounts.count(all, "document")));
        }
        if (tried.path("timedOut").asBoolean()) {
            lines.add("Time ran out before all events were read.");
        }
        return String.join(System.lineSeparator(), lines);
    }
}
