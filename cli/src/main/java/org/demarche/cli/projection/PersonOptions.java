package org.demarche.cli.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The person who decides, and the reason. `demarche decisions` shows both. */
final class PersonOptions {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides (${DEFAULT-VALUE}). It is kept with the decision.")
    private String by = "";

    @Option(
            names = {"--why", "--reason"},
            paramLabel = "TEXT",
            description = "The reason. It is kept with the decision.")
    private @Nullable String why;

    @Nullable String why() {
        return why;
    }

    /** Returns a body with the person and the reason. */
    ObjectNode body() {
        return into(Gateway.JSON.createObjectNode());
    }

    ObjectNode into(ObjectNode body) {
        body.put("by", by);
        return why == null ? body : body.put("why", why);
    }

    /** Adds the person and the reason to the address of a request whose body has other content. */
    Address of(Address address) {
        return address.with("by", by).with("why", why);
    }
}
