package org.demarche.gateway.read;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.gateway.LogEnds;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.gateway.view.Copy;
import org.demarche.gateway.view.Views;
import org.demarche.log.Token;
import org.demarche.log.registry.RegistryReader;

/** Holds a read back until what its token has seen is here. No thread waits meanwhile. */
final class Freshness {

    record Progress(long folded, long wanted) {}

    private final Views views;
    private final RegistryReader registry;
    private final LogEnds ends;

    Freshness(Views views, RegistryReader registry, LogEnds ends) {
        this.views = views;
        this.registry = registry;
        this.ends = ends;
    }

    /**
     * What to read of a projection. Fails with a {@link Refusal}: 400 where the token is from no
     * log that this one is the beginning of, 503 where patience ends first.
     */
    CompletableFuture<Reading> await(String projection, Token token, Duration patience) {
        return await(projection, token, patience, System.nanoTime() + patience.toNanos());
    }

    /** Another version may be promoted meanwhile: then that one is waited for. */
    private CompletableFuture<Reading> await(
            String projection, Token token, Duration patience, long deadline) {
        var reading = Reading.of(views, projection);
        var view = reading.copy();
        var missing = missing(view, token);
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(reading);
        }
        return here(view, token, missing, patience, deadline)
                .handle((_, fault) -> Optional.ofNullable(fault))
                .thenCompose(
                        fault -> {
                            var isReplaced = view != Reading.of(views, projection).copy();
                            var isOver = System.nanoTime() >= deadline;
                            return fault.isPresent() && (!isReplaced || isOver)
                                    ? CompletableFuture.failedFuture(fault.get())
                                    : await(projection, token, patience, deadline);
                        });
    }

    private CompletableFuture<Void> here(
            Copy<?> view,
            Token token,
            Map<String, CompletableFuture<Void>> missing,
            Duration patience,
            long deadline) {
        var here = CompletableFuture.allOf(missing.values().toArray(CompletableFuture<?>[]::new));
        var answer = new CompletableFuture<Void>();
        var _ =
                // not on the reader's thread, which others wait for too
                here.whenCompleteAsync(
                        (_, fault) -> {
                            if (fault == null) {
                                answer.complete(null);
                            } else {
                                answer.completeExceptionally(stopped(fault));
                            }
                        });
        var _ =
                ends.of(missing.keySet())
                        .thenAccept(
                                end ->
                                        end.forEach(
                                                (place, next) -> {
                                                    if (wanted(token, place) > next) {
                                                        answer.completeExceptionally(
                                                                ahead(
                                                                        place,
                                                                        wanted(token, place),
                                                                        next));
                                                    }
                                                }));
        return answer.orTimeout(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(
                        fault ->
                                CompletableFuture.failedFuture(
                                        fault instanceof TimeoutException
                                                ? late(view, token, patience)
                                                : fault))
                .whenComplete((_, _) -> missing.values().forEach(one -> one.cancel(false)));
    }

    private Map<String, CompletableFuture<Void>> missing(Copy<?> view, Token token) {
        var missing = new LinkedHashMap<String, CompletableFuture<Void>>();
        token.offsets()
                .forEach(
                        (place, next) -> {
                            var reached = reached(view, place, next);
                            if (!reached.isDone() || reached.isCompletedExceptionally()) {
                                missing.put(place, reached);
                            }
                        });
        return missing;
    }

    private CompletableFuture<Void> reached(Copy<?> view, String place, long next) {
        return switch (place) {
            case Token.REGISTRY -> registry.reached(next);
            case Token.CONTROL -> views.settled(next);
            default -> view.reached(partition(view, place), next);
        };
    }

    private static int partition(Copy<?> view, String place) {
        var partition = Integer.parseInt(place.substring(1));
        if (partition >= view.marks().size()) {
            throw refused(
                    "names %s, and the log has %d partitions: it is of another log"
                            .formatted(place, view.marks().size()));
        }
        return partition;
    }

    private static long wanted(Token token, String place) {
        return token.next(place).orElseThrow();
    }

    static Refusal ahead(String place, long wanted, long end) {
        return refused(
                "is ahead of the log: %s:%d, which ends at %d. It is of another log"
                        .formatted(place, wanted, end));
    }

    private static Refusal refused(String message) {
        return Query.refused(Token.HEADER, message);
    }

    private Refusal late(Copy<?> view, Token token, Duration patience) {
        var progress = new LinkedHashMap<String, Progress>();
        token.offsets()
                .forEach(
                        (place, next) -> {
                            var folded = folded(view, place);
                            if (folded < next) {
                                progress.put(place, new Progress(folded, next));
                            }
                        });
        return late(progress, patience);
    }

    /**
     * @param progress by place
     */
    static Refusal late(Map<String, Progress> progress, Duration patience) {
        return new Refusal(
                Problem.notYet(
                        "What the token has seen is not here after %d s: ask again, or wait longer with Prefer: wait=<seconds>"
                                .formatted(patience.toSeconds()),
                        progress));
    }

    private long folded(Copy<?> view, String place) {
        return switch (place) {
            case Token.REGISTRY -> registry.next();
            case Token.CONTROL -> views.settled();
            default -> view.marks().get(partition(view, place)).next();
        };
    }

    private static Refusal stopped(Throwable fault) {
        return new Refusal(
                Problem.unavailable("The gateway has stopped reading: " + fault.getMessage()));
    }
}
