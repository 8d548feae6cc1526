package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.Failure;

/**
 * The other versions of a projection. They decide which commands are useful next.
 *
 * @param live whether another version is live, with which a version can be compared
 * @param standby whether another version is a standby, to which a user can roll back
 */
record OtherVersions(boolean live, boolean standby) {

    /** No other versions: the version is the first one, or the gateway cannot be reached. */
    static final OtherVersions NONE = new OtherVersions(false, false);

    /**
     * Returns the other versions; none if the gateway cannot be reached, because the command must
     * not fail for a piece of advice.
     */
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

    /**
     * Returns a command that shows the differences from the live version, or the documents if no
     * other version is live.
     */
    String look(VersionAddress version) {
        return live
                ? version.command("diff") + " shows the differences from the live version"
                : "`demarche documents %s --version %d` shows its documents"
                        .formatted(version.projection(), version.number());
    }
}
