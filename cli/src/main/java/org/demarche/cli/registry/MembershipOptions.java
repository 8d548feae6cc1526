package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A membership of an actor, with the office held there and its days. */
final class MembershipOptions implements EntryChange {

    private static final List<EntryType> ACTOR = List.of(EntryType.ACTOR);

    @Option(
            names = "--member-of",
            paramLabel = "ACTOR",
            description =
                    "It is a part of this actor, or has an office there. If it has this membership already, the options below change it.")
    private @Nullable String whole;

    @Option(
            names = "--role",
            paramLabel = "TEXT",
            description = "With --member-of: the office, such as 'Foreign minister'.")
    private @Nullable String role;

    @Option(
            names = "--member-from",
            paramLabel = "DAY",
            description = "With --member-of: the first day.")
    private @Nullable String from;

    @Option(
            names = "--member-to",
            paramLabel = "DAY",
            description = "With --member-of: the last day.")
    private @Nullable String to;

    @Option(
            names = "--drop-member-of",
            paramLabel = "ACTOR",
            description = "Takes all memberships in this actor away.")
    private @Nullable String dropped;

    @Override
    public void apply(CommandSpec given, ObjectNode entry, RegistryApi api) {
        if (dropped != null) {
            drop(entry, api.id(ACTOR, dropped));
        }
        if (whole != null) {
            set(entry, api.id(ACTOR, whole));
        } else if (role != null || from != null || to != null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name the actor with --member-of, and its office and days then.");
        }
    }

    private static void drop(ObjectNode entry, String actor) {
        var parts = entry.withArray("memberOf");
        var before = parts.size();
        for (var at = before - 1; at >= 0; at--) {
            if (parts.path(at).path("actor").asText().equals(actor)) parts.remove(at);
        }
        if (parts.size() == before) {
            throw new Failure(
                    ExitCode.NO,
                    "%s is not a part of %s: nothing was written."
                            .formatted(entry.path("id").asText(), actor));
        }
    }

    private void set(ObjectNode entry, String actor) {
        var parts = entry.withArray("memberOf");
        var same =
                IntStream.range(0, parts.size())
                        .filter(at -> isSame(parts.path(at), actor))
                        .mapToObj(parts::path)
                        .toList();
        if (same.size() > 1) {
            throw new Failure(
                    ExitCode.NO,
                    "%s has %d memberships in %s: say with --role and --member-from which one to change."
                            .formatted(entry.path("id").asText(), same.size(), actor));
        }
        var part =
                same.isEmpty()
                        ? parts.addObject().put("actor", actor)
                        : (ObjectNode) same.getFirst();
        put(part, "role", role);
        put(part, "from", from);
        put(part, "to", to);
    }

    /** What is not said may be anything; a first day that is not known yet may become known. */
    private boolean isSame(JsonNode part, String actor) {
        return part.path("actor").asText().equals(actor)
                && (role == null || part.path("role").asText("").equals(role))
                && (from == null || part.path("from").asText(from).equals(from));
    }

    private static void put(ObjectNode part, String field, @Nullable String value) {
        if (value != null) part.put(field, value);
    }
}
