package org.demarche.ingest.form;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.demarche.log.json.KeptText;
import org.demarche.log.json.UnknownName;
import org.demarche.log.name.NameId;
import org.demarche.log.name.Nearest;
import org.demarche.log.name.NormalForm;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.Resolution;

/**
 * Finds the ids of the names in one report. If the request registers names, an unknown name becomes
 * an entry that has only this name. Other fields of the report can use the entry immediately, but
 * it is written only if the report has no fault.
 *
 * <p>A new actor has the kind that the request gives. A new outlet is an agency if the report names
 * it as one, and otherwise has the kind {@code other}. A new issue has its name as its proposition.
 */
public final class NameLookup {

    /**
     * The most names that are refused because of near names; later ones are not compared. A report
     * may name fifty actors, and each search takes some time.
     */
    private static final int MOST_NEAR_REFUSALS = 3;

    private final Registry registry;
    private final Registering registering;
    private final List<RegisteredEntry> added = new ArrayList<>();

    /** The number of names refused because other names are near. */
    private int nearRefusals;

    public NameLookup(Registry registry, Registering registering) {
        this.registry = registry;
        this.registering = registering;
    }

    String actor(String name) {
        return id(EntryType.ACTOR, name, this::newActor);
    }

    String issue(String name) {
        return id(
                EntryType.ISSUE,
                name,
                (id, kept) -> new Issue(id, kept, kept, List.of(), null, null));
    }

    String outlet(String name) {
        return id(EntryType.OUTLET, name, (id, kept) -> newOutlet(id, kept, Outlet.Kind.OTHER));
    }

    String agency(String name) {
        return id(EntryType.OUTLET, name, (id, kept) -> newOutlet(id, kept, Outlet.Kind.AGENCY));
    }

    /** Returns the entries to register before the report is filed. */
    public List<RegisteredEntry> added() {
        return List.copyOf(added);
    }

    /**
     * Returns the present entry of the actor; for a merged entry, the entry into which it was
     * merged.
     */
    public Optional<Actor> actorOf(String id) {
        return entry(EntryType.ACTOR, id).map(Actor.class::cast);
    }

    /** Whether two ids mean the same actor, because they are equal or their entries are merged. */
    boolean areOne(String one, String other) {
        return registry.canonical(EntryType.ACTOR, one)
                .equals(registry.canonical(EntryType.ACTOR, other));
    }

    /**
     * Finds the speaker's office for this report: the office that the speaker had on that day in
     * the actor spoken for or in one of its parts, or, without such an office, any office on that
     * day. If there are several, it is the one with the latest first day.
     */
    public Optional<Actor.Office> officeOf(String speaker, String spokenFor, LocalDate day) {
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

    public Optional<Outlet> outletOf(String id) {
        return entry(EntryType.OUTLET, id).map(Outlet.class::cast);
    }

    /**
     * Returns the origin into which this one was merged, or this one. An origin is an outlet, or an
     * actor that owns outlets.
     */
    public String living(String origin) {
        var type = entry(EntryType.OUTLET, origin).isPresent() ? EntryType.OUTLET : EntryType.ACTOR;
        return registry.canonical(type, origin);
    }

    private Optional<RegistryEntry> entry(EntryType type, String id) {
        var known = registry.entry(type, registry.canonical(type, id));
        return known.isPresent()
                ? known
                : addedOf(type).filter(each -> each.id().equals(id)).findFirst();
    }

    private Stream<RegistryEntry> addedOf(EntryType type) {
        return added.stream().map(RegisteredEntry::entry).filter(each -> each.type() == type);
    }

    private String id(EntryType type, String name, BiFunction<String, String, RegistryEntry> make) {
        var kept = KeptText.of(name, ReportForm.LONGEST_NAME);
        return switch (registry.resolve(type, kept)) {
            case Resolution.Known(var id) -> id;
            case Resolution.Ambiguous(var shared) ->
                    throw new IllegalArgumentException(shared.refusal());
            case Resolution.Unknown _ ->
                    registering.names()
                            ? added(type, kept).orElseGet(() -> add(type, kept, make))
                            : unknown(type, kept, "");
        };
    }

    private Optional<String> added(EntryType type, String name) {
        var form = NormalForm.of(name);
        return addedOf(type)
                .filter(each -> NormalForm.of(each.name()).equals(form))
                .map(RegistryEntry::id)
                .findFirst();
    }

    private String unknown(EntryType type, String name, String more) {
        throw new UnknownName(
                "no %s is called '%s'%s".formatted(type.label(), name, more),
                type.label(),
                name,
                () -> registry.nearest(type, name));
    }

    private String add(
            EntryType type, String name, BiFunction<String, String, RegistryEntry> make) {
        if (type == EntryType.ACTOR && registering.kind() == null) {
            return unknown(
                    type,
                    name,
                    ", and the service does not guess a kind: give " + Registering.kinds());
        }
        requireLetter(name);
        if (nearRefusals == MOST_NEAR_REFUSALS) {
            throw new IllegalArgumentException(
                    "no %s is called '%s'. It was not compared with the known names, because %d names before it were refused as too close to known ones: correct those first"
                            .formatted(type.label(), name, nearRefusals));
        }
        var near = near(type, name);
        if (!near.isEmpty() && !registering.forced()) {
            nearRefusals++;
            throw new UnknownName(
                    "no %s is called '%s', but others have nearly the same name: name one of them, or register a new one with force=true"
                            .formatted(type.label(), name),
                    type.label(),
                    name,
                    () -> near);
        }
        var id = NameId.of(name, type.label());
        entry(type, id).ifPresent(other -> refuse(type, name, other));
        added.add(new RegisteredEntry(make.apply(id, name), near));
        return id;
    }

    /** Finds near names, also among the names that this report adds. */
    private List<String> near(EntryType type, String name) {
        var here = Nearest.among(addedOf(type).map(RegistryEntry::name).toList()).to(name);
        return Stream.concat(here.stream(), registry.neighbours(type, name).stream())
                .limit(Nearest.MOST)
                .toList();
    }

    private static void requireLetter(String name) {
        if (NormalForm.of(name).isEmpty()) {
            throw new IllegalArgumentException("has neither a letter nor a digit");
        }
    }

    private static void refuse(EntryType type, String name, RegistryEntry other) {
        throw new IllegalArgumentException(
                "'%s' would get the id %s, which the %s '%s' has: PUT it under another id"
                        .formatted(name, other.id(), type.label(), other.name()));
    }

    private Actor newActor(String id, String name) {
        var kind = requireNonNull(registering.kind());
        return new Actor(
                id, kind, name, List.of(), null, null, null, null, List.of(), null, null, List.of(),
                null);
    }

    private static Outlet newOutlet(String id, String name, Outlet.Kind kind) {
        return new Outlet(id, name, List.of(), kind, null, null, null, List.of(), null);
    }
}
