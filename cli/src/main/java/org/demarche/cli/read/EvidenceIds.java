package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.Failure;

/**
 * Reads statements and reports by their ids. The ids look alike, so users easily give one in place
 * of the other.
 */
record EvidenceIds(Gateway gateway) {

    private static final int NOT_FOUND = 404;

    JsonNode statement(String id) {
        return read("statement", id, "report");
    }

    JsonNode report(String id) {
        return read("report", id, "statement");
    }

    private JsonNode read(String what, String id, String other) {
        var reply = gateway.getOr(NOT_FOUND, address(what, id));
        if (reply.status() != NOT_FOUND) return reply.body();
        throw is(other, id)
                ? reply.refusal()
                        .withHintAfter(
                                "This is the id of a %s: `demarche %1$s %s` shows it."
                                        .formatted(other, id))
                : reply.refusal();
    }

    /**
     * Whether the id exists. A failure counts as no, because the command must not fail for a piece
     * of advice.
     */
    private boolean is(String what, String id) {
        try {
            return gateway.getOr(NOT_FOUND, address(what, id)).status() != NOT_FOUND;
        } catch (Failure _) {
            return false;
        }
    }

    private static Address address(String what, String id) {
        return Address.of("/v1/" + what + "s/%s", id);
    }
}
