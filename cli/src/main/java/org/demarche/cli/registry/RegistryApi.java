package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.log.registry.EntryType;

/** The entries of one type, as the gateway has them. */
record RegistryApi(Gateway gateway, EntryType type) {

    /** At any later time an entry is as it is now, and a merged one is itself. */
    private static final String AS_IT_STANDS = "9999-12-31";

    /**
     * An entry as it was read.
     *
     * @param tag that a write names, so that it replaces this and nothing else
     */
    record Own(ObjectNode entry, String tag) {

        String id() {
            return entry.path("id").asText();
        }

        /** Empty if it was not merged. */
        String mergedInto() {
            return entry.path("mergedInto").asText("");
        }
    }

    /**
     * The entry that a name means now.
     *
     * @param entry not an object if nobody has the name
     * @param near names that look like it
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
     * The entry with this name. A merged one is itself, and not the entry that it was merged into.
     *
     * @throws Failure if nobody has the name; it suggests others
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
     * The id that a name of one of these types has; a text that names nothing stays as it is.
     *
     * @throws Failure if nobody has the name
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
     * Whether an id in an entry means this one, too: it stays there when its owner is merged.
     *
     * @param stored the id in the entry
     * @param id of an entry that is not merged
     */
    boolean means(List<EntryType> types, String stored, String id) {
        return stored.equals(id) || !types.isEmpty() && id(types, stored).equals(id);
    }

    /** Puts an entry in the place of the one that was read. */
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
     * Puts an entry on a condition; if it is not met, the answer has status 412.
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
