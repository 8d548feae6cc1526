package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options for a membership of an actor, with the office and the days. */
final class MembershipOptions implements EntryChange {

    private static final List<EntryType> ACTOR = List.of(EntryType.ACTOR);

    @Option(
            names = "--member-of",
            paramLabel = "ACTOR",
            description =
                    "Make the entry a part of this actor, or the holder of an office there. If it is a member already, the options below change that membership.")
    private @Nullable String whole;

    @Option(
            names = "--role",
            paramLabel = "TEXT",
            description =
                    "With --member-of: the office, such as 'Foreign minister'. An empty text removes the office; it also removes the day of --member-from or --member-to.")
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
            names = "--another",
            description =
                    "With --member-of: add a membership, such as a second office, and change none.")
    private boolean another;

    @Option(
            names = "--drop-member-of",
            paramLabel = "ACTOR",
            description = "Remove all memberships in this actor.")
    private @Nullable String dropped;

    @Override
    public void apply(CommandSpec given, ObjectNode entry, RegistryApi api) {
        if (dropped != null) {
            drop(entry, api.id(ACTOR, dropped), api);
        }
        if (whole != null) {
            set(entry, api.id(ACTOR, whole), api);
        } else if (role != null || from != null || to != null || another) {
            throw new Failure(
                    ExitCode.USAGE,
                    "An office or a day of a membership needs its actor: add --member-of ACTOR.");
        }
    }

    private static void drop(ObjectNode entry, String actor, RegistryApi api) {
        var parts = entry.withArray("memberOf");
        var before = parts.size();
        for (var at = before - 1; at >= 0; at--) {
            if (isIn(parts.path(at), actor, api)) parts.remove(at);
        }
        if (parts.size() == before) {
            throw new Failure(
                    ExitCode.NO,
                    "%s is not a part of %s: nothing was written."
                            .formatted(entry.path("id").asText(), actor));
        }
    }

    private void set(ObjectNode entry, String actor, RegistryApi api) {
        var parts = entry.withArray("memberOf");
        var there =
                another
                        ? List.<JsonNode>of()
                        : parts.valueStream().filter(part -> isIn(part, actor, api)).toList();
        var meant = matching(matching(there, "role", role), "from", from);
        if (meant.size() > 1) {
            throw new Failure(
                    ExitCode.NO,
                    "%s has %d memberships in %s: say with --role or --member-from which one to change, or add one with --another."
                            .formatted(entry.path("id").asText(), meant.size(), actor));
        }
        var part =
                meant.isEmpty()
                        ? parts.addObject().put("actor", actor)
                        : (ObjectNode) meant.getFirst();
        put(part, "role", role);
        put(part, "from", from);
        put(part, "to", to);
    }

    /**
     * Returns the memberships that have this value. Returns all if none has it, because it is then
     * a new value.
     */
    private static List<JsonNode> matching(
            List<JsonNode> parts, String field, @Nullable String value) {
        var matching =
                parts.stream().filter(part -> part.path(field).asText("").equals(value)).toList();
        return matching.isEmpty() ? parts : matching;
    }

    /**
     * Whether a membership is in an actor. An entry keeps the id of an actor that was merged into
     * another one later.
     */
    private static boolean isIn(JsonNode part, String actor, RegistryApi api) {
        return api.means(ACTOR, part.path("actor").asText(), actor);
    }

    private static void put(ObjectNode part, String field, @Nullable String value) {
        if (value == null) return;
        if (value.isBlank()) {
            part.remove(field);
        } else {
            part.put(field, value);
        }
    }
}
