package org.demarche.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.log.NormalForm;
import org.demarche.log.TextFault;
import org.demarche.log.UnknownName;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.Resolution;
import org.demarche.model.Slug;

/**
 * Finds ids for the names in one report. Where names may be registered, an unknown one becomes an
 * entry that is made of the name alone: it counts here at once, and is written only when nothing
 * else is wrong with the report.
 *
 * <p>Such an entry is a person where it speaks, else an organization; an agency where it is named
 * as one, else another kind of outlet; an issue whose proposition is its name.
 */
final class NameLookup {

    private final Registry registry;
    private final boolean registering;
    private final List<RegistryEntry> added = new ArrayList<>();

    NameLookup(Registry registry, boolean registering) {
        this.registry = registry;
        this.registering = registering;
    }

    String actor(String name) {
        return id(EntryType.ACTOR, name, (id, kept) -> actor(id, kept, Actor.Kind.ORGANIZATION));
    }

    String speaker(String name) {
        return id(EntryType.ACTOR, name, (id, kept) -> actor(id, kept, Actor.Kind.PERSON));
    }

    String issue(String name) {
        return id(
                EntryType.ISSUE,
                name,
                (id, kept) -> new Issue(id, kept, kept, List.of(), null, null));
    }

    String outlet(String name) {
        return id(EntryType.OUTLET, name, (id, kept) -> outlet(id, kept, Outlet.Kind.OTHER));
    }

    String agency(String name) {
        return id(EntryType.OUTLET, name, (id, kept) -> outlet(id, kept, Outlet.Kind.AGENCY));
    }

    /** What must be registered before the report can be filed. */
    List<RegistryEntry> added() {
        return List.copyOf(added);
    }

    /** What is said now of whom this id means: of a merged entry, what the living one says. */
    Optional<Actor> actorOf(String id) {
        return entry(EntryType.ACTOR, id).map(Actor.class::cast);
    }

    /** Whether two ids mean one actor, as merged entries do. */
    boolean areOne(String one, String other) {
        return registry.canonical(EntryType.ACTOR, one)
                .equals(registry.canonical(EntryType.ACTOR, other));
    }

    /**
     * The office in which somebody speaks: of the actor spoken for, or of what is part of it on
     * that day; else the one taken up last.
     */
    Optional<Actor.Office> officeOf(String speaker, String spokenFor, LocalDate day) {
        return actorOf(speaker)
                .flatMap(
                        found ->
                                found.officeOn(day, of -> isWithin(of, spokenFor, day))
                                        .or(() -> found.officeOn(day)));
    }

    private boolean isWithin(String actor, String whole, LocalDate day) {
        var living = registry.canonical(EntryType.ACTOR, actor);
        return areOne(actor, whole)
                || registry.parts(whole).stream()
                        .anyMatch(part -> part.actor().equals(living) && part.days().covers(day));
    }

    Optional<Outlet> outletOf(String id) {
        return entry(EntryType.OUTLET, id).map(Outlet.class::cast);
    }

    /** The origin that this one is merged into: an outlet, else an actor that owns some. */
    String living(String origin) {
        var type = entry(EntryType.OUTLET, origin).isPresent() ? EntryType.OUTLET : EntryType.ACTOR;
        return registry.canonical(type, origin);
    }

    private Optional<RegistryEntry> entry(EntryType type, String id) {
        var known = registry.entry(type, registry.canonical(type, id));
        return known.isPresent()
                ? known
                : added.stream()
                        .filter(each -> each.type() == type && each.id().equals(id))
                        .findFirst();
    }

    private interface Maker {
        RegistryEntry make(String id, String name);
    }

    private String id(EntryType type, String name, Maker maker) {
        if (registering) {
            return registry.idOf(type, name).orElseGet(() -> add(type, name, maker));
        }
        return switch (registry.resolve(type, name)) {
            case Resolution.Known(var id) -> id;
            case Resolution.Unknown(var nearest) ->
                    throw new UnknownName(
                            "no %s is called '%s'".formatted(type.label(), name), nearest);
        };
    }

    private String add(EntryType type, String name, Maker maker) {
        var id = NormalForm.of(name).replace(' ', '-');
        if (!Slug.is(id)) {
            throw new IllegalArgumentException(
                    "no id can be made of '%s': PUT the %s under an id of its own"
                            .formatted(name, type.label()));
        }
        if (entry(type, id).isEmpty()) {
            added.add(maker.make(id, named(name)));
        }
        return id;
    }

    /** As an entry may be named; NFC makes some texts longer. */
    private static String named(String name) {
        var kept = ReportForm.kept(name);
        var fault = TextFault.in(kept, ReportForm.LONGEST_NAME);
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
        return kept;
    }

    private static Actor actor(String id, String name, Actor.Kind kind) {
        return new Actor(id, kind, name, List.of(), null, null, null, null, List.of(), null);
    }

    private static Outlet outlet(String id, String name, Outlet.Kind kind) {
        return new Outlet(id, name, List.of(), kind, null, null, null, List.of(), null);
    }
}
