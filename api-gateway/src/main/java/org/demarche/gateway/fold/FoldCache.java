package org.demarche.gateway.fold;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.model.Scope;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;

/**
 * Keeps recent folds, up to a number of bytes. Versions with the same rule share them. A fold is
 * valid until a version sees more records of its actors and issues, or until merges change. The
 * cache also limits how many records are folded at the same time.
 */
final class FoldCache {

    /** The most bytes of record values in the cache. A fold needs about three times these bytes. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** The bytes that each fold counts in addition to its events, about as many as it needs. */
    private static final int OVERHEAD_BYTES = 1_000;

    /** The most records folded at the same time. Each needs about 5 KB of heap meanwhile. */
    private static final int MOST_RECORDS = 50_000;

    /** The entries that a fold counts as one. */
    enum Kind {
        AS_FILED,
        MERGED,
        WITH_PARTS
    }

    private record Key(Subject subject, Kind kind, Instant until, Basis basis) {}

    private record Kept(SubjectFold folded, FoldInput input, int bytes) {}

    private record Wanted(Key key, FoldInput input) {}

    private final Evidence evidence;
    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES)
                    .<Key, Kept>weigher((_, one) -> OVERHEAD_BYTES + one.bytes())
                    .build();

    private final Map<Wanted, CompletableFuture<SubjectFold>> making = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_RECORDS, true);

    FoldCache(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * @param members the actors and issues whose records are folded
     * @param groupings the revision of the registry's groupings; 0 if the fold does not depend on
     *     them
     */
    SubjectFold of(
            SeenVersion seen,
            Subject subject,
            Kind kind,
            Scope scope,
            List<Subject> members,
            long groupings) {
        var key = new Key(subject, kind, seen.horizon().until(), seen.basis());
        var input = FoldInput.of(evidence, seen.horizon(), members, groupings);
        var known = kept.getIfPresent(key);
        if (known != null && known.input().equals(input)) {
            return known.folded();
        }
        return once(new Wanted(key, input), () -> fold(seen, key, scope, members, input));
    }

    /** Waits until there is room to fold this number of records, and then does the work. */
    <T> T bounded(int records, Supplier<T> work) {
        var share = Math.clamp(records, 1, MOST_RECORDS);
        room.acquireUninterruptibly(share);
        try {
            return work.get();
        } finally {
            room.release(share);
        }
    }

    /** Folds once for all equal reads that run at the same time. */
    private SubjectFold once(Wanted wanted, Supplier<SubjectFold> fold) {
        var mine = new CompletableFuture<SubjectFold>();
        var running = making.putIfAbsent(wanted, mine);
        if (running != null) {
            return running.exceptionally(_ -> fold.get()).join();
        }
        try {
            mine.complete(fold.get());
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            making.remove(wanted);
        }
        return mine.join();
    }

    private SubjectFold fold(
            SeenVersion seen, Key key, Scope scope, List<Subject> members, FoldInput input) {
        var records = members.stream().mapToInt(evidence::count).sum();
        return bounded(records, () -> folded(seen, key, scope, members, input));
    }

    private SubjectFold folded(
            SeenVersion seen, Key key, Scope scope, List<Subject> members, FoldInput input) {
        var counted = new ArrayList<CountedEvent>();
        var bytes = 0;
        for (var member : members) {
            var records = evidence.of(member, seen.horizon());
            bytes += records.stream().mapToInt(record -> record.body().length).sum();
            counted.addAll(CountedEvent.among(member, records));
        }
        var basis = key.basis().in(scope);
        var folded = new SubjectFold(key.subject(), basis, CountedEvent.inOrder(counted));
        if (bytes > 0) {
            kept.put(key, new Kept(folded, input, bytes));
        }
        return folded;
    }
}
