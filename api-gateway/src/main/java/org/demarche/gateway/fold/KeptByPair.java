package org.demarche.gateway.fold;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;

/**
 * Caches one result of the present for each actor and issue, until a record or a merge changes it.
 * The total weight is limited.
 */
final class KeptByPair<T> {

    private record Key(Subject subject, Instant until, Basis basis) {}

    private record Kept<T>(FoldInput input, T value) {}

    private final SubjectFolds folds;
    private final Cache<Key, Kept<T>> kept;

    KeptByPair(SubjectFolds folds, long most, ToIntFunction<T> weight) {
        this.folds = folds;
        kept =
                Caffeine.newBuilder()
                        .maximumWeight(most)
                        .<Key, Kept<T>>weigher((_, one) -> weight.applyAsInt(one.value()))
                        .build();
    }

    T of(SeenVersion seen, Subject subject, Supplier<T> fold) {
        var key = new Key(subject, seen.horizon().until(), seen.basis());
        var input = folds.input(seen, subject);
        var known = kept.getIfPresent(key);
        if (known != null && known.input().equals(input)) {
            return known.value();
        }
        var value = fold.get();
        kept.put(key, new Kept<>(input, value));
        return value;
    }
}
