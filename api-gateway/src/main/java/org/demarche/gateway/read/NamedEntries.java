package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.name.Nearest;
import org.demarche.log.registry.EntryKey;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.Resolution;
import org.demarche.model.Subject;

/**
 * Finds the entries for the names in an address: ids, preferred names or aliases. If a request has
 * another name than the id, {@code Content-Location} gives the address with the id.
 *
 * <p>The name of a merged entry means the entry into which it was merged. A merged name in a path
 * does not reach this class, because {@link MergedAddress} redirects the client first.
 */
public final class NamedEntries {

    private static final List<EntryType> OWNERS = List.of(EntryType.OUTLET, EntryType.ACTOR);

    private final Registry registry;

    public NamedEntries(Registry registry) {
        this.registry = registry;
    }

    public String actor(String name) {
        return id(EntryType.ACTOR, name);
    }

    public String issue(String name) {
        return id(EntryType.ISSUE, name);
    }

    /** Returns the ids for both names, if both are known. It never waits. */
    public Optional<Subject> subject(String actor, String issue) {
        return registry.idOf(EntryType.ACTOR, actor)
                .flatMap(
                        known ->
                                registry.idOf(EntryType.ISSUE, issue)
                                        .map(
                                                on ->
                                                        new Subject(
                                                                canonical(EntryType.ACTOR, known),
                                                                canonical(EntryType.ISSUE, on))));
    }

    /**
     * @throws Refusal 404 with the nearest known names, whose search takes milliseconds; 409 if
     *     several entries have the name
     */
    public String id(EntryType type, String name) {
        return find(type, name)
                .orElseThrow(() -> unknown(type.label(), name, registry.nearest(type, name)));
    }

    /**
     * Like {@link #id}, but returns empty if no entry has the name.
     *
     * @throws Refusal 409 if several entries have the name
     */
    Optional<String> find(EntryType type, String name) {
        return own(type, name).map(id -> registry.canonical(type, id));
    }

    /** Like {@link #find}, but returns the entry's own id, even if the entry was merged. */
    public Optional<String> own(EntryType type, String name) {
        return switch (registry.resolve(type, name)) {
            case Resolution.Known(var id) -> Optional.of(id);
            case Resolution.Unknown _ -> Optional.empty();
            case Resolution.Ambiguous(var shared) ->
                    throw new Refusal(
                            Problem.of(
                                    ProblemKind.AMBIGUOUS_NAME,
                                    shared.refusal(),
                                    Map.of("owners", shared.owners())));
        };
    }

    /**
     * Like {@link #id}, but returns the entry's own id, even if the entry was merged.
     *
     * @throws Refusal for the same reasons as {@link #id}
     */
    public String ownId(EntryType type, String name) {
        return own(type, name)
                .orElseThrow(() -> unknown(type.label(), name, registry.nearest(type, name)));
    }

    /**
     * Finds the owner of outlets with this name: an outlet, or else an actor.
     *
     * @throws Refusal 404 with the nearest known names of both types; 409 if several entries have
     *     the name
     */
    public EntryKey owner(String name) {
        return findOwner(name)
                .orElseThrow(() -> unknown("outlet or actor", name, nearest(OWNERS, name)));
    }

    private Optional<EntryKey> findOwner(String name) {
        return OWNERS.stream()
                .flatMap(type -> find(type, name).map(id -> new EntryKey(type, id)).stream())
                .findFirst();
    }

    private List<String> nearest(List<EntryType> types, String name) {
        return types.stream()
                .flatMap(type -> registry.nearest(type, name).stream())
                .distinct()
                .limit(Nearest.MOST)
                .toList();
    }

    private static Refusal unknown(String what, String name, List<String> nearest) {
        return new Refusal(
                Problem.unknownName("No %s is called '%s'".formatted(what, name), nearest));
    }

    /**
     * Returns the ids for the names in a parameter. The parameter may be given several times, and
     * each time have several names with commas between them.
     */
    public NavigableSet<String> ids(EntryType type, Query query, String parameter) {
        var ids = new TreeSet<String>();
        names(query, parameter, name -> own(type, name).isPresent())
                .forEach(name -> ids.add(id(type, name)));
        query.resolved(parameter, ids);
        return ids;
    }

    /** Like {@link #ids}, for entries that can own an outlet. */
    public Set<EntryKey> owners(Query query, String parameter) {
        var owners = new LinkedHashMap<String, EntryKey>();
        for (var name : names(query, parameter, name -> findOwner(name).isPresent())) {
            var owner = owner(name);
            // if an outlet has the id, too, the id would mean the outlet
            var isId = findOwner(owner.id()).filter(owner::equals).isPresent();
            owners.put(isId ? owner.id() : name, owner);
        }
        query.resolved(parameter, owners.keySet());
        return Set.copyOf(owners.values());
    }

    /**
     * Splits values at their commas. A value that is a known name is kept whole, because a name may
     * have a comma.
     */
    private static List<String> names(Query query, String parameter, Predicate<String> isKnown) {
        return query.values(parameter).stream()
                .flatMap(
                        value ->
                                isKnown.test(value)
                                        ? Stream.of(value)
                                        : Query.split(parameter, value).stream())
                .toList();
    }

    /**
     * Returns the id of the entry into which the named entry was merged; empty if it was not
     * merged.
     */
    Optional<String> mergedInto(EntryType type, String name) {
        if (!registry.hasMerges(type)) {
            return Optional.empty();
        }
        var id = registry.idOf(type, name);
        return id.map(own -> registry.canonical(type, own)).filter(end -> !id.get().equals(end));
    }

    /** Returns the id of the entry into which this one was merged; this id if it was not merged. */
    public String canonical(EntryType type, String id) {
        return registry.canonical(type, id);
    }

    public boolean isKnown(EntryType type, String id) {
        return registry.entry(type, id).isPresent();
    }

    /** Adds the answer's address with ids if the client asked at another address. */
    public static <B> MutableHttpResponse<B> at(
            String path, HttpRequest<?> request, MutableHttpResponse<B> response) {
        return request.getPath().equals(path)
                ? response
                : response.header(HttpHeaders.CONTENT_LOCATION, path);
    }
}
