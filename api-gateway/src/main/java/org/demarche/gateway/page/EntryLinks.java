package org.demarche.gateway.page;

import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;
import org.demarche.model.Subject;

/**
 * Finds the names and the pages of entries. For an id that the registry does not know, the id is
 * the name.
 */
public final class EntryLinks {

    private final Registry registry;
    private final RegisteredNames names;

    public EntryLinks(Registry registry) {
        this.registry = registry;
        names = new RegisteredNames(registry);
    }

    public Link actor(String id) {
        return new Link(actorName(id), "/actors/" + encoded(id));
    }

    public String actorName(String id) {
        return names.actor(id);
    }

    /** Finds the memberships and the offices that an actor has in another actor on a day. */
    public Stream<Actor.Part> partsOf(String whole, String actor, LocalDate day) {
        return registry.actor(actor).stream()
                .flatMap(one -> one.memberOf().stream())
                .filter(part -> registry.canonical(EntryType.ACTOR, part.actor()).equals(whole))
                .filter(part -> part.covers(day));
    }

    /** Whether an entry was not merged into another one. */
    public static boolean isCurrent(JsonNode entry) {
        return !entry.path("mergedInto").isTextual();
    }

    /** Returns the type of an actor in schema.org. */
    public String claimType(String id) {
        return registry.actor(id).filter(one -> one.kind() == Actor.Kind.PERSON).isPresent()
                ? "Person"
                : "Organization";
    }

    public Link issue(String id) {
        return new Link(issueName(id), "/issues/" + encoded(id));
    }

    public String issueName(String id) {
        return names.issue(id);
    }

    public String proposition(String id) {
        return names.proposition(id);
    }

    public String outlet(String id) {
        return names.outlet(id);
    }

    /** Returns the name of an origin, which is an outlet or an actor that owns outlets. */
    public String origin(String id) {
        return registry.outlet(id).map(Outlet::name).orElseGet(() -> actorName(id));
    }

    /**
     * Returns the present actor and issue: those of the filing, or the ones that they were merged
     * into.
     */
    public Subject current(Subject filed) {
        return new Subject(
                registry.canonical(EntryType.ACTOR, filed.actor()),
                registry.canonical(EntryType.ISSUE, filed.issue()));
    }

    /** Links the page of a position. */
    public Link position(String actor, String issue) {
        return new Link(
                "%s on %s".formatted(actorName(actor), issueName(issue)),
                "/actors/%s/issues/%s".formatted(encoded(actor), encoded(issue)));
    }

    /**
     * Links the page of a speaker. A speaker who is not in the registry has a name, but no page.
     */
    public Link speaker(String idOrName) {
        return registry.actor(idOrName).isPresent() ? actor(idOrName) : Link.plain(idOrName);
    }

    public static Link statement(String id) {
        return new Link(id, "/statements/" + encoded(id));
    }

    public static Link report(String id) {
        return new Link(id, "/reports/" + encoded(id));
    }
}
