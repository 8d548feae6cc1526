package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.demarche.cli.client.Gateway;

/**
 * An actor, issue or outlet in statements.
 *
 * @param id that it has, or will be given
 * @param kind that it will be given, unless it is known
 * @param known whether the registry has it
 * @param statements how many name it
 */
record Entry(Type type, String id, String name, Kind kind, boolean known, int statements) {

    enum Type {
        ACTOR,
        ISSUE,
        OUTLET;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * @param name an id or a name
         */
        String path(String name) {
            return "/v1/%ss/%s".formatted(label(), Gateway.segment(name));
        }
    }

    /** The kind of an actor or outlet; issues have none. */
    enum Kind {
        ORGANIZATION("organization"),
        PERSON("person"),
        OTHER("other"),
        NONE("");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Entry known(String itsId) {
        return new Entry(type, itsId, name, kind, true, statements);
    }

    Entry counted() {
        return new Entry(type, id, name, kind, known, statements + 1);
    }

    /**
     * A name that is an organization in one place and a person in another becomes an organization.
     */
    Entry alsoOf(Kind other) {
        var stronger = other.compareTo(kind) < 0 ? other : kind;
        return new Entry(type, id, name, stronger, known, statements);
    }

    /** The body of the request that registers it. */
    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        if (type == Type.ISSUE) {
            body.put("proposition", name);
        } else {
            body.put("kind", kind.label());
        }
        return body.put("name", name);
    }
}
