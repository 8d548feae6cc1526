package org.demarche.cli.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Folds the whole log again into a new version of a projection, and shows the progress.",
            "The live version serves reads meanwhile. Ctrl-C stops the watching, not the replay; --follow watches again."
        })
final class StartReplay implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The projection, such as positions.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "With --follow: the version; by default the one that is being built.")
    private @Nullable Integer number;

    @Option(names = "--follow", description = "Watch a replay that is running; do not start one.")
    private boolean follow;

    @Mixin private final PromoteOption promote = new PromoteOption();

    @Option(
            names = "--revision",
            paramLabel = "N",
            description =
                    "The revision of the code; by default that of the live version, or of the last one.")
    private @Nullable Integer revision;

    @Option(
            names = "--throttle",
            paramLabel = "N",
            description = "Fold at most N events a second; by default as fast as possible.")
    private @Nullable Integer throttle;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            description =
                    "Leave out events recorded after this instant, such as 2026-11-25T03:40:00Z; by default none.")
    private @Nullable String until;

    @Option(
            names = "--within",
            paramLabel = "PERCENT",
            description =
                    "An automatic promotion allows this difference, in percent, from the number of documents of the live version.")
    private @Nullable Integer within;

    @Mixin private final PersonOptions person = new PersonOptions();

    @Option(names = "--detach", description = "Do not watch the replay.")
    private boolean detach;

    @Option(names = "--json", description = "Print the gateway's last answer as it is.")
    private boolean json;

    private final Terminal terminal;

    StartReplay(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        if (number != null && !follow) {
            throw new Failure(
                    ExitCode.USAGE,
                    "A replay chooses its number itself; to watch version %d, add --follow."
                            .formatted(number));
        }
        if (follow && asksForMore()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--follow only watches a replay, and takes no option of a new one: `demarche throttle` changes its speed.");
        }
        var api = follow ? gateway.gateway() : gateway.toWrite();
        var first = follow ? running(api) : start(api);
        var watching = new BuildProgress(api, terminal, json);
        return detach ? watching.leave(first) : watching.toItsEnd(first);
    }

    private boolean asksForMore() {
        return promote.value() != null
                || person.why() != null
                || Stream.of(revision, throttle, until, within).anyMatch(Objects::nonNull);
    }

    private JsonNode running(Gateway api) {
        if (number != null) return api.get(new VersionAddress(name, number).address());
        var projection = projection(api);
        if (!projection.path("building").isInt()) {
            throw new Failure(
                    ExitCode.NO,
                    "No replay of %s is running; %s is live."
                            .formatted(name, live(projection.path("live"))));
        }
        return api.get(new VersionAddress(name, projection.path("building").asInt()).address());
    }

    private static String live(JsonNode number) {
        return number.isInt() ? "version " + number.asInt() : "no version";
    }

    private JsonNode start(Gateway api) {
        var address = Address.of("/v1/projections/%s/replays", name);
        var reply = api.postOrConflict(address, body().getBytes(UTF_8));
        if (reply.isConflict()) throw conflict(api, reply);
        return reply.body();
    }

    private String body() {
        var body = Gateway.JSON.createObjectNode();
        if (revision != null) body.put("revision", revision);
        if (promote.value() != null) body.put("promote", promote.value());
        if (throttle != null) body.put("throttle", throttle);
        if (until != null) body.put("until", until);
        if (within != null) body.put("within", within);
        return person.into(body).toString();
    }

    private Failure conflict(Gateway api, Gateway.Reply reply) {
        var building = projection(api).path("building");
        if (!building.isInt()) return reply.refusal();
        var version = new VersionAddress(name, building.asInt());
        return reply.refusal()
                .withHintInstead(
                        "%s is being built already; a projection builds one version at a time. %s watches it, %s ends it."
                                .formatted(
                                        version,
                                        version.followCommand(),
                                        version.command("cancel")));
    }

    private JsonNode projection(Gateway api) {
        return api.get(Address.of("/v1/projections/%s", name));
    }
}
