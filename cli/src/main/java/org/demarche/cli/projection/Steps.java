package org.demarche.cli.projection;

import java.util.List;
import org.demarche.cli.Address;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.demarche.cli.Terminal;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The steps that a person may ask for. Which states allow which is the gateway's to say. */
final class Steps {

    private Steps() {}

    static List<Step> all(Terminal terminal, Home home) {
        return List.of(
                new Promote(terminal, home),
                new Rollback(terminal, home),
                new Hold(terminal, home),
                new Resume(terminal, home),
                new Throttle(terminal, home),
                new Cancel(terminal, home));
    }

    @Command(name = "promote", description = "Serves a version from now on.")
    static final class Promote extends Step {

        @Mixin private final VersionParameters version = new VersionParameters();

        @Option(
                names = "--force",
                description =
                        "Also where dead letters, the count of documents or events still to be folded speak against it.")
        private boolean force;

        @Option(
                names = "--keep",
                paramLabel = "K",
                defaultValue = "1",
                description =
                        "How many versions to keep that were served before, to roll back to (${DEFAULT-VALUE}).")
        private int keep;

        Promote(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            var body = bytes(person.body().put("force", force).put("keep", keep));
            var reply = gateway.postOrConflict(version.id().below("/promotion"), body);
            if (reply.isConflict()) throw blocked(reply);
            return reply;
        }

        private Failure blocked(Gateway.Reply reply) {
            var refusal = reply.refusal();
            if (force || reply.body().path("blockers").isEmpty()) return refusal;
            return new Failure(
                    refusal.exitCode(),
                    "%s%n%s shows what differs; --force serves it all the same."
                            .formatted(refusal.getMessage(), version.id().command("diff")));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s is served from now on.".formatted(version.id());
        }
    }

    @Command(
            name = "rollback",
            description =
                    "Serves the version again that was served before; it has gone on folding.")
    static final class Rollback extends Step {

        @Parameters(paramLabel = "NAME", description = "The projection, such as positions.")
        private String name = "";

        @Option(names = "--force", description = "Also where that one is far behind, or stuck.")
        private boolean force;

        Rollback(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            var address = Address.of("/v1/projections/%s/rollback", name);
            var reply = gateway.postOrConflict(address, bytes(person.body().put("force", force)));
            if (reply.isConflict()) throw refused(reply);
            return reply;
        }

        private Failure refused(Gateway.Reply reply) {
            var refusal = reply.refusal();
            if (force || reply.body().path("blockers").isEmpty()) return refusal;
            return new Failure(
                    refusal.exitCode(),
                    "%s%n--force serves it all the same, once it has what is served now."
                            .formatted(refusal.getMessage()));
        }

        @Override
        String text(Gateway.Reply reply) {
            var live = reply.body().path("live").asText(reply.body().path("version").asText("?"));
            return "%s/%s is served again.".formatted(name, live);
        }
    }

    @Command(name = "pause", description = "Holds a replay until `resume`; nothing is lost.")
    static final class Hold extends Step {

        @Mixin private final VersionParameters version = new VersionParameters();

        Hold(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            return gateway.patch(
                    version.id().address(), bytes(person.body().put("state", "paused")));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s is paused; %s goes on."
                    .formatted(version.id(), version.id().command("resume"));
        }
    }

    @Command(name = "resume", description = "Goes on with a replay that was paused.")
    static final class Resume extends Step {

        @Mixin private final VersionParameters version = new VersionParameters();

        Resume(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            return gateway.patch(
                    version.id().address(), bytes(person.body().put("state", "replaying")));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s goes on; %s watches it."
                    .formatted(version.id(), version.id().followCommand());
        }
    }

    @Command(name = "throttle", description = "Changes how fast a replay may be, while it runs.")
    static final class Throttle extends Step {

        private static final String NONE = "none";

        @Mixin private final VersionParameters version = new VersionParameters();

        @Parameters(
                index = "2",
                paramLabel = "RATE",
                description = "Events a second, at most; none: as many as it can.")
        private String rate = NONE;

        Throttle(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            var body = person.body();
            if (rate.equals(NONE)) {
                body.putNull("throttle");
            } else {
                body.put("throttle", number());
            }
            return gateway.patch(version.id().address(), bytes(body));
        }

        private int number() {
            try {
                return Integer.parseInt(rate);
            } catch (NumberFormatException e) {
                throw new Failure(
                        ExitCode.USAGE, "RATE is a number or none, not %s.".formatted(rate), e);
            }
        }

        @Override
        String text(Gateway.Reply reply) {
            return rate.equals(NONE)
                    ? "%s is folded as fast as it can be.".formatted(version.id())
                    : "%s is folded at %s a second, at most."
                            .formatted(version.id(), Amounts.count(number(), "event"));
        }
    }

    @Command(
            name = "cancel",
            aliases = "retire",
            description = {
                "Ends a version that is not served, and deletes its documents.",
                "The log keeps all events; the version's number is never used again.",
                "One that is being built, or failed, is cancelled; one that was served before and is kept to roll back to is retired. Both words do either."
            })
    static final class Cancel extends Step {

        @Mixin private final VersionParameters version = new VersionParameters();

        Cancel(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            return gateway.delete(person.of(version.id().address()));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s is %s: its documents are deleted."
                    .formatted(version.id(), reply.body().path("state").asText("gone"));
        }
    }
}
