package org.demarche.gateway.fold;

import static java.util.Comparator.comparing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.StoredEvent;
import org.demarche.gateway.view.View;
import org.demarche.log.VersionId;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Scope;
import org.demarche.model.Subject;

/**
 * What the gateway folds itself, as against what it serves as stored. What was asked for lately is
 * kept folded, up to a number of bytes, and serves until one of its events changes or what entries
 * stand for.
 */
public final class Folds {

    /** Of the events' documents; read and folded they take about three times as much. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /** Of what is kept of a fold beside its events. */
    private static final int OVERHEAD_BYTES = 1_000;

    private record Key(VersionId version, Subject subject, Kind kind) {}

    private enum Kind {
        AS_FILED,
        MERGED,
        WITH_PARTS
    }

    private record Kept(Folded folded, Stamp stamp, int bytes) {}

    private final Registry registry;
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Key, Kept>weigher((_, one) -> OVERHEAD_BYTES + one.bytes())
                    .build();

    public Folds(Registry registry) {
        this.registry = registry;
    }

    /** What is filed under these very ids. */
    public Folded asFiled(View view, Subject subject) {
        var key = new Key(view.id(), subject, Kind.AS_FILED);
        return of(view, key, Scope.AS_FILED, List.of(subject), 0);
    }

    /**
     * What counts as this actor's on this issue.
     *
     * @param subject of ids that are merged into no other
     */
    public Folded of(View view, Subject subject, boolean withParts) {
        if (!withParts && !hasMerges()) {
            return asFiled(view, subject);
        }
        // before anything is read of it
        var groupings = registry.groupings();
        var whole = Whole.of(registry, subject, withParts);
        var key = new Key(view.id(), subject, withParts ? Kind.WITH_PARTS : Kind.MERGED);
        return of(view, key, whole, whole.members(), groupings);
    }

    /**
     * The position's document: as stored, where that says it, else folded for this read. Empty
     * where nothing had been recorded.
     */
    public Optional<Document> position(
            View view, Subject subject, PointInTime time, boolean withParts) {
        if (time.equals(PointInTime.NOW) && !withParts && isAsFiled(view, subject)) {
            return view.position(subject.actor(), subject.issue());
        }
        var folded = of(view, subject, withParts);
        return folded.isKnown(time) ? Optional.of(folded.positionDocument(time)) : Optional.empty();
    }

    /** How many events a fold of it reads. */
    public int eventCount(View view, Subject subject, boolean withParts) {
        return Whole.of(registry, subject, withParts).members().stream()
                .mapToInt(view::eventCount)
                .sum();
    }

    /**
     * Whether no merging concerns its position, so that what is stored can be served. In its
     * evidence an addressee may still be another entry now.
     */
    public boolean isAsFiled(View view, Subject subject) {
        return !hasMerges()
                || registry.mergedFrom(EntryType.ACTOR, subject.actor()).size() == 1
                        && registry.mergedFrom(EntryType.ISSUE, subject.issue()).size() == 1
                        && !view.hasNamed(subject, this::isMerged);
    }

    /** Under whom the statements are filed that count as this actor's. */
    public Set<String> holders(String actor, boolean withParts) {
        return Whole.holders(registry, actor, withParts);
    }

    /** Whether any entry stands for another. */
    public boolean hasMerges() {
        return registry.hasMerges(EntryType.ACTOR)
                || registry.hasMerges(EntryType.ISSUE)
                || registry.hasMerges(EntryType.OUTLET);
    }

    /** Whether any report on it has ever named one of these outlets, origins or actors. */
    public boolean haveNamed(View view, Subject subject, Set<String> names) {
        return Whole.of(registry, subject, false).members().stream()
                .anyMatch(member -> view.hasNamed(member, names::contains));
    }

    /** As long as it is the same, what is folded of the subject and all merged into it is, too. */
    Stamp stamp(View view, Subject subject) {
        var groupings = registry.groupings();
        return Stamp.of(view, Whole.of(registry, subject, false).members(), groupings);
    }

    private boolean isMerged(String name) {
        return !registry.canonical(EntryType.ACTOR, name).equals(name)
                || !registry.canonical(EntryType.OUTLET, name).equals(name);
    }

    private Folded of(View view, Key key, Scope scope, List<Subject> members, long groupings) {
        var stamp = Stamp.of(view, members, groupings);
        var known = kept.getIfPresent(key);
        if (known != null && known.stamp().equals(stamp)) {
            return known.folded();
        }
        var events = new ArrayList<ReportEvent>();
        var bytes = 0;
        for (var member : members) {
            var stored = view.events(member.actor(), member.issue(), "");
            bytes += stored.stream().mapToInt(StoredEvent::length).sum();
            events.addAll(read(stored));
        }
        events.sort(comparing(ReportEvent::recorded));
        var folded = new Folded(key.subject(), scope, List.copyOf(events));
        if (bytes > 0) {
            kept.put(key, new Kept(folded, stamp, bytes));
        }
        return folded;
    }

    /** An event that moves a report to another statement stands under both, and is read once. */
    private static Collection<ReportEvent> read(List<StoredEvent> stored) {
        var events = new LinkedHashMap<String, ReportEvent>();
        stored.stream()
                .sorted(comparing(StoredEvent::number))
                .forEach(
                        one ->
                                events.computeIfAbsent(
                                        one.token() + '/' + one.number(), _ -> read(one)));
        return events.values();
    }

    private static ReportEvent read(StoredEvent stored) {
        try {
            return stored.event();
        } catch (UnreadableEvent e) {
            throw new IllegalStateException(
                    "The view holds an event that this release cannot read", e);
        }
    }
}
