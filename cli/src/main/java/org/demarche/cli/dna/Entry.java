package org.demarche.cli.dna;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.demarche.cli.client.Gateway;

/**
 * An actor, issue or outlet that statements name.
 *
 * @param id the id that the entry has, or will get
 * @param kind the kind that the entry will get, unless it is known
 * @param known whether the registry has the entry
 * @param statements the number of statements that name the entry
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
     * Adds a kind. A name that is an organization in one place and a person in another becomes an
     * organization.
     */
    Entry alsoOf(Kind other) {
        var stronger = other.compareTo(kind) < 0 ? other : kind;
        return new Entry(type, id, name, stronger, known, statements);
    }

    /** Returns the body of the request that registers the entry. */
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
