package org.demarche.cli.projection;

import java.util.List;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The commands that take one decision each. The gateway checks whether the state allows the
 * decision.
 */
final class VersionCommands {

    private VersionCommands() {}

    static List<VersionCommand> all(Terminal terminal, Home home) {
        return List.of(
                new Promote(terminal, home),
                new Rollback(terminal, home),
                new PauseReplay(terminal, home),
                new Resume(terminal, home),
                new Throttle(terminal, home),
                new Cancel(terminal, home),
                new Delete(terminal, home),
                new Retry(terminal, home));
    }

    @Command(name = "promote", description = "Promotes a version: it serves reads from now on.")
    static final class Promote extends VersionCommand {

        @Mixin private final VersionParameters version = new VersionParameters();

        @Option(
                names = "--force",
                description =
                        "Promote the version even if dead letters, the number of documents or events left to fold block it.")
        private boolean force;

        @Option(
                names = "--keep",
                paramLabel = "K",
                description = "How many former live versions to keep as standbys; by default 1.")
        private @Nullable Integer keep;

        Promote(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            var body = person.body().put("force", force);
            if (keep != null) body.put("keep", keep);
            var reply = gateway.postOrConflict(version.id().below("/promotion"), bytes(body));
            if (reply.isConflict()) throw blocked(gateway, reply);
            return reply;
        }

        private Failure blocked(Gateway gateway, Gateway.Reply reply) {
            var refusal = reply.refusal();
            if (force || reply.body().path("blockers").isEmpty()) return refusal;
            return refusal.withHintAfter(
                    "%s; --force promotes it anyway."
                            .formatted(
                                    OtherVersions.than(version.id(), gateway).look(version.id())));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s is live now.".formatted(version.id());
        }
    }

    @Command(
            name = "rollback",
            description = "Rolls back to a version that was live before and still folds the log.")
    static final class Rollback extends VersionCommand {

        @Parameters(paramLabel = "NAME", description = "The projection, such as positions.")
        private String name = "";

        @Option(
                names = "--to",
                paramLabel = "N",
                description = "The standby to make live; by default the last live version.")
        private @Nullable Integer to;

        @Option(
                names = "--force",
                description = "Roll back even if that version is far behind or stuck.")
        private boolean force;

        Rollback(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            var address = Address.of("/v1/projections/%s/rollback", name);
            var body = person.body().put("force", force);
            if (to != null) body.put("to", to);
            var reply = gateway.postOrConflict(address, bytes(body));
            if (reply.isConflict()) throw refused(reply);
            return reply;
        }

        private Failure refused(Gateway.Reply reply) {
            var refusal = reply.refusal();
            if (force || reply.body().path("blockers").isEmpty()) return refusal;
            return refusal.withHintAfter(
                    "--force rolls back anyway, as soon as that version has caught up with the live one.");
        }

        @Override
        String text(Gateway.Reply reply) {
            var live = reply.body().path("live").asText(reply.body().path("version").asText("?"));
            return "%s/%s is live now.".formatted(name, live);
        }
    }

    @Command(name = "pause", description = "Pauses a replay until `resume`; nothing is lost.")
    static final class PauseReplay extends VersionCommand {

        @Mixin private final VersionParameters version = new VersionParameters();

        PauseReplay(Terminal terminal, Home home) {
            super(terminal, home);
        }

        @Override
        Gateway.Reply take(Gateway gateway) {
            return gateway.patch(
                    version.id().address(), bytes(person.body().put("state", "paused")));
        }

        @Override
        String text(Gateway.Reply reply) {
            return "%s is paused; %s resumes it."
                    .formatted(version.id(), version.id().command("resume"));
        }
    }

    @Command(name = "resume", description = "Resumes a replay that was paused.")
    static final class Resume extends VersionCommand {

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
            return "%s is running again; %s watches it."
                    .formatted(version.id(), version.id().followCommand());
        }
    }

    @Command(
            name = "throttle",
            description = "Changes the highest speed of a replay while it runs.")
    static final class Throttle extends VersionCommand {

        private static final String NONE = "none";

        @Mixin private final VersionParameters version = new VersionParameters();

        @Parameters(
                index = "2",
                paramLabel = "RATE",
                description = "The most events a second; none means as fast as possible.")
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
            if (!rate.matches("0*[1-9][0-9]{0,8}")) {
                throw new Failure(
                        ExitCode.USAGE,
                        "RATE must be a number from 1, or none, not %s.".formatted(rate));
            }
            return Integer.parseInt(rate);
        }

        @Override
        String text(Gateway.Reply reply) {
            return rate.equals(NONE)
                    ? "%s is folded as fast as possible.".formatted(version.id())
                    : "%s is folded at %s a second at most."
                            .formatted(version.id(), Amounts.count(number(), "event"));
        }
    }

    @Command(
            name = "cancel",
            aliases = "retire",
            description = {
                "Ends a version that is not live, and deletes its documents.",
                "The log keeps all events; the version's number is never used again.",
                "`cancel` is meant for a version that is being built or has failed, and `retire` for a standby. Both commands do the same."
            })
    static final class Cancel extends VersionCommand {

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
