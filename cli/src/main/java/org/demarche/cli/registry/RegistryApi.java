package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.registry.EntryType;

/** Reads and writes the entries of one type. */
record RegistryApi(Gateway gateway, EntryType type) {

    /**
     * A day in the far future. An entry as known on this day is as it is now, and a merged entry is
     * itself.
     */
    private static final String AS_IT_STANDS = "9999-12-31";

    /**
     * An entry as it was read.
     *
     * @param tag the entity tag, which a write names so that it replaces this entry and no later
     *     change
     */
    record Own(ObjectNode entry, String tag) {

        String id() {
            return entry.path("id").asText();
        }

        /** Returns the id of the entry into which it was merged; empty if it was not merged. */
        String mergedInto() {
            return entry.path("mergedInto").asText("");
        }
    }

    /**
     * The entry that a name means now.
     *
     * @param entry the entry; not an object if no entry has the name
     * @param near known names that are similar
     */
    record Meaning(JsonNode entry, List<String> near) {

        boolean isKnown() {
            return entry.isObject();
        }
    }

    Address list() {
        return Address.of("/v1/" + type.plural());
    }

    Address address(String name) {
        return address(type, name);
    }

    private static Address address(EntryType type, String name) {
        return Address.of("/v1/" + type.plural() + "/%s", name);
    }

    /**
     * Returns the entry with this name. A merged entry is itself, and not the entry that it was
     * merged into.
     *
     * @throws Failure if no entry has the name; the failure suggests others
     */
    Own own(String name) {
        var reply = gateway.getOr(200, address(name).with("asKnown", AS_IT_STANDS));
        if (reply.body() instanceof ObjectNode entry && !reply.tag().isEmpty()) {
            return new Own(entry, reply.tag());
        }
        throw new Failure(ExitCode.UNREACHABLE, "The gateway's answer is not an entry with a tag.");
    }

    Meaning meaning(String name) {
        var reply = gateway.getOr(404, address(name));
        var body = reply.body();
        return reply.status() == 404
                ? new Meaning(
                        Gateway.JSON.missingNode(),
                        body.path("suggestions").valueStream().map(JsonNode::asText).toList())
                : new Meaning(body, List.of());
    }

    /**
     * Returns the id of the entry with this name. Without types, the text names no entry and stays
     * as it is.
     *
     * @throws Failure if no entry of these types has the name
     */
    String id(List<EntryType> types, String name) {
        if (types.isEmpty()) {
            return name;
        }
        for (var each : types.subList(0, types.size() - 1)) {
            var found = gateway.getOr(404, address(each, name));
            if (found.status() != 404) {
                return found.body().path("id").asText();
            }
        }
        return gateway.get(address(types.getLast(), name)).path("id").asText();
    }

    /**
     * Whether an id in an entry means the entry with this id. An entry keeps the ids of entries
     * that were merged later.
     *
     * @param stored the id in the entry
     * @param id the id of an entry that is not merged
     */
    boolean means(List<EntryType> types, String stored, String id) {
        return stored.equals(id) || !types.isEmpty() && id(types, stored).equals(id);
    }

    /** Replaces the entry that was read. */
    Gateway.Reply replace(Own read, JsonNode entry) {
        var reply = put(read.id(), "If-Match", read.tag(), entry);
        if (reply.status() == 412) {
            throw new Failure(
                    ExitCode.NO,
                    "Somebody changed the %s %s in the meantime: nothing was written. Look at it with `show`, and try again."
                            .formatted(type.label(), read.id()));
        }
        return reply;
    }

    /**
     * Puts an entry on a condition. If the condition is not met, the answer has status 412.
     *
     * @throws Failure with the exit code of a wrong command line if a value is refused, because
     *     options gave the values
     */
    Gateway.Reply put(String id, String condition, String value, JsonNode entry) {
        var reply = gateway.putIf(condition, value, address(id), entry);
        if (reply.status() == 422) {
            throw new Failure(
                    ExitCode.USAGE, String.valueOf(reply.refusal().getMessage()), reply.refusal());
        }
        return reply;
    }
}
