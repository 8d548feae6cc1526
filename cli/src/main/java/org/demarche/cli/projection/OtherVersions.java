package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.Failure;

/**
 * The other versions of a projection, which decide what can be done next.
 *
 * @param live whether one is live, to compare with
 * @param standby whether one is a standby, to roll back to
 */
record OtherVersions(boolean live, boolean standby) {

    /** The first version has no others, and nobody can tell if the gateway is away. */
    static final OtherVersions NONE = new OtherVersions(false, false);

    /** An advice is not worth a failure, so a gateway that is away knows of none. */
    static OtherVersions than(VersionAddress version, Gateway gateway) {
        if (version.number() == 1) return NONE;
        try {
            var projection = gateway.get(Address.of("/v1/projections/%s", version.projection()));
            return new OtherVersions(
                    has(projection, version, "live"), has(projection, version, "standby"));
        } catch (Failure _) {
            return NONE;
        }
    }

    private static boolean has(JsonNode projection, VersionAddress but, String state) {
        return projection
                .path("versions")
                .valueStream()
                .filter(one -> one.path("version").asInt() != but.number())
                .anyMatch(one -> one.path("state").asText().equals(state));
    }

    /** The command that shows what a version has, against the live one if there is one. */
    String look(VersionAddress version) {
        return live
                ? version.command("diff") + " shows the differences from the live version"
                : "`demarche documents %s --version %d` shows its documents"
                        .formatted(version.projection(), version.number());
    }
}
