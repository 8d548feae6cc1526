package org.demarche.log.registry;

import java.util.List;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/** Entries with little in them, for tests of other things. */
final class Entries {

    private Entries() {}

    static Actor state(String id, String name, String... aliases) {
        return new Actor(
                id,
                Actor.Kind.STATE,
                name,
                List.of(aliases),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    static Actor group(String id, Actor.Membership membership) {
        return new Actor(
                id,
                Actor.Kind.GROUP,
                id,
                List.of(),
                null,
                null,
                null,
                membership,
                List.of(),
                null,
                null,
                List.of(),
                null);
    }

    static Actor person(String id, Actor.Part... memberOf) {
        return new Actor(
                id,
                Actor.Kind.PERSON,
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(memberOf),
                null,
                null,
                List.of(),
                null);
    }

    static Actor organization(String id, Actor.Part... memberOf) {
        return organization(id, null, memberOf);
    }

    static Actor organization(String id, @Nullable String mergedInto, Actor.Part... memberOf) {
        return new Actor(
                id,
                Actor.Kind.ORGANIZATION,
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(memberOf),
                null,
                null,
                List.of(),
                mergedInto);
    }

    static Actor merged(String id, @Nullable String into) {
        return new Actor(
                id,
                Actor.Kind.STATE,
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                into);
    }

    static Actor ended(String id, @Nullable String to, String... successors) {
        return new Actor(
                id,
                Actor.Kind.STATE,
                id,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                to == null ? null : Edtf.parse(to),
                List.of(successors),
                null);
    }

    static Actor.Part part(
            String of, @Nullable String role, @Nullable String from, @Nullable String to) {
        return new Actor.Part(
                of,
                role,
                from == null ? null : Edtf.parse(from),
                to == null ? null : Edtf.parse(to));
    }

    static Issue issue(String id, String name, @Nullable String parent) {
        return new Issue(id, name + " should be", name, List.of(), parent, null);
    }

    static Issue mergedIssue(String id, @Nullable String parent, @Nullable String into) {
        return new Issue(id, id + " should be", id, List.of(), parent, into);
    }

    static Outlet outlet(String id, @Nullable String owner, Outlet.Reliability... grades) {
        return new Outlet(
                id, id, List.of(), Outlet.Kind.NEWSPAPER, owner, null, null, List.of(grades), null);
    }

    static Registry registry(RegistryEntry... entries) {
        var registry = new Registry();
        for (var entry : entries) {
            registry.apply(entry);
        }
        return registry;
    }
}
