package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.cli.client.Address;

/** A version of a projection, and its addresses. */
record VersionAddress(String projection, int number) {

    /**
     * @param document the document of the version
     */
    static VersionAddress of(JsonNode document) {
        return new VersionAddress(
                document.path("projection").asText(), document.path("version").asInt());
    }

    Address address() {
        return below("");
    }

    /**
     * @param rest the rest of the path, such as {@code /promotion}
     */
    Address below(String rest) {
        return Address.of(
                "/v1/projections/%s/versions/%s" + rest, projection, Integer.toString(number));
    }

    /** Returns a command line about this version, as a user would type it. */
    String command(String name) {
        return "`demarche %s %s %d`".formatted(name, projection, number);
    }

    String followCommand() {
        return "`demarche replay %s --follow %d`".formatted(projection, number);
    }

    @Override
    public String toString() {
        return projection + "/" + number;
    }
}
