package org.demarche.log.registry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.demarche.log.Nearest;
import org.demarche.log.NormalForm;
import org.jspecify.annotations.Nullable;

/**
 * Who owns which name, in one type of entry. Entries that claim one name are refused on the way in,
 * but two services may each let one in at the same instant: then an id goes before a preferred
 * name, a preferred name before an alias, and the smaller id before the other.
 */
final class Names {

    /** By normal form; the owner's claim first. Each list is replaced whole, and never empty. */
    private final Map<String, List<Claim>> claims = new ConcurrentHashMap<>();

    private record Claim(Rank rank, String id, String spelling, String pointer) {
        private static final Comparator<Claim> ORDER =
                Comparator.comparing(Claim::rank).thenComparing(Claim::id);
    }

    private enum Rank {
        ID,
        NAME,
        ALIAS
    }

    /** New names are there before old ones go: what an entry keeps is known all the time. */
    void replace(@Nullable RegistryEntry before, @Nullable RegistryEntry after) {
        var dropped =
                before == null ? new HashMap<String, Claim>() : new HashMap<>(claimsOf(before));
        if (after != null) {
            claimsOf(after)
                    .forEach(
                            (form, claim) -> {
                                dropped.remove(form);
                                claims.merge(form, List.of(claim), (old, one) -> with(old, claim));
                            });
        }
        dropped.forEach(
                (form, claim) ->
                        claims.computeIfPresent(form, (key, old) -> without(old, claim.id())));
    }

    Optional<String> owner(String name) {
        return Optional.ofNullable(claims.get(NormalForm.of(name)))
                .map(list -> list.getFirst().id());
    }

    Optional<Conflict> conflict(RegistryEntry entry) {
        return claimsOf(entry).entrySet().stream()
                .flatMap(
                        each ->
                                others(each.getKey(), entry.id())
                                        .map(other -> conflict(entry, each.getValue(), other)))
                .findFirst();
    }

    private Stream<Claim> others(String form, String id) {
        return claims.getOrDefault(form, List.of()).stream()
                .filter(claim -> !claim.id().equals(id));
    }

    private static Conflict conflict(RegistryEntry entry, Claim claim, Claim other) {
        return new Conflict(claim.pointer(), claim.spelling(), entry.type(), other.id());
    }

    /** Names as they were registered, one of each entry. */
    List<String> nearest(String name) {
        return near(name).map(Claim::spelling).toList();
    }

    List<String> nearestIds(String name) {
        return near(name).map(Claim::id).toList();
    }

    private Stream<Claim> near(String name) {
        record Near(Claim claim, double nearness) {}
        var wanted = NormalForm.of(name);
        var seen = new HashSet<String>();
        return claims.entrySet().stream()
                .map(
                        each ->
                                new Near(
                                        each.getValue().getFirst(),
                                        Nearest.nearness(wanted, each.getKey())))
                .filter(near -> near.nearness() > 0)
                .sorted(
                        Comparator.comparingDouble(Near::nearness)
                                .reversed()
                                .thenComparing(Near::claim, Claim.ORDER))
                .map(Near::claim)
                .filter(claim -> seen.add(claim.id()))
                .limit(Nearest.MOST);
    }

    /** Of names with one normal form the strongest claim. */
    private static Map<String, Claim> claimsOf(RegistryEntry entry) {
        var claims = new LinkedHashMap<String, Claim>();
        var slug = NormalForm.of(entry.id());
        var name = NormalForm.of(entry.name());
        claims.put(
                slug,
                new Claim(Rank.ID, entry.id(), slug.equals(name) ? entry.name() : entry.id(), ""));
        claims.putIfAbsent(name, new Claim(Rank.NAME, entry.id(), entry.name(), "/name"));
        for (var i = 0; i < entry.aliases().size(); i++) {
            var alias = entry.aliases().get(i);
            claims.putIfAbsent(
                    NormalForm.of(alias),
                    new Claim(Rank.ALIAS, entry.id(), alias, "/aliases/" + i));
        }
        return claims;
    }

    private static List<Claim> with(List<Claim> old, Claim claim) {
        var others = old.stream().filter(each -> !each.id().equals(claim.id()));
        return Stream.concat(others, Stream.of(claim)).sorted(Claim.ORDER).toList();
    }

    private static @Nullable List<Claim> without(List<Claim> old, String id) {
        var left = old.stream().filter(claim -> !claim.id().equals(id)).toList();
        return left.isEmpty() ? null : left;
    }
}
