package org.demarche.gateway.read;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.view.ServedCopies;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.registry.RegistryReader;

/**
 * Delays a request until the data that answer it have caught up with its token. It blocks no
 * thread.
 */
final class Freshness {

    private static final String REPORTS = "r";

    record Progress(long folded, long wanted) {}

    private final VersionCopies all;
    private final RegistryReader registry;
    private final CatalogReader catalog;
    private final LogEnds ends;
    private final Evidence evidence;

    Freshness(
            VersionCopies all,
            RegistryReader registry,
            CatalogReader catalog,
            LogEnds ends,
            Evidence evidence) {
        this.all = all;
        this.registry = registry;
        this.catalog = catalog;
        this.evidence = evidence;
        this.ends = ends;
    }

    /**
     * Completes with the served copies when they have caught up. Fails with a {@link Refusal}: 400
     * if the token comes from another log, or is ahead of this one; 503 if the patience ends first.
     */
    CompletableFuture<ServedCopies> await(ReadTarget target, Token token, Duration patience) {
        if (token.offsets().isEmpty()) {
            return CompletableFuture.completedFuture(all.served());
        }
        requirePartitions(token);
        return await(target, token, patience, System.nanoTime() + patience.toNanos());
    }

    /**
     * Waits for the copies. If a promotion comes in between, it waits for the new live version
     * instead.
     */
    private CompletableFuture<ServedCopies> await(
            ReadTarget target, Token token, Duration patience, long deadline) {
        var served = all.served();
        var copies = target.copies(all, served);
        var missing = missing(target, served, copies, token);
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(served);
        }
        return here(token, missing, deadline, () -> late(target, copies, token, patience))
                .handle((_, fault) -> Optional.ofNullable(fault))
                .thenCompose(
                        fault -> {
                            var isSame = copies.equals(target.copies(all, all.served()));
                            var isOver = System.nanoTime() >= deadline;
                            return fault.isPresent() && (isSame || isOver)
                                    ? CompletableFuture.failedFuture(fault.get())
                                    : await(target, token, patience, deadline);
                        });
    }

    /**
     * Completes when the decisions have caught up with the token. Waits for no copy. Fails as
     * {@link #await} does.
     */
    CompletableFuture<Void> awaitDecisions(Token token, Duration patience) {
        var wanted = token.next(Token.CONTROL).orElse(0);
        if (catalog.known().next() >= wanted) {
            return CompletableFuture.completedFuture(null);
        }
        return here(
                token,
                List.of(new Missing(Token.CONTROL, catalog.reached(wanted))),
                System.nanoTime() + patience.toNanos(),
                () -> {
                    var progress = new Progress(catalog.known().next(), wanted);
                    return late(Map.of(Token.CONTROL, progress), patience, Optional.empty());
                });
    }

    /** A place that is behind the token, and the future that completes when it has caught up. */
    private record Missing(String place, CompletableFuture<Void> here) {}

    private CompletableFuture<Void> here(
            Token token, List<Missing> missing, long deadline, Supplier<Refusal> late) {
        var waits = missing.stream().map(Missing::here).toArray(CompletableFuture<?>[]::new);
        var answer = new CompletableFuture<Void>();
        var _ =
                // not on the thread that reads the view, because other requests wait for that
                // thread, too
                CompletableFuture.allOf(waits)
                        .whenCompleteAsync(
                                (_, fault) -> {
                                    if (fault == null) {
                                        answer.complete(null);
                                    } else {
                                        answer.completeExceptionally(stopped(fault));
                                    }
                                });
        var _ =
                ends.of(missing.stream().map(Missing::place).collect(toSet()))
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
                                        fault instanceof TimeoutException ? late.get() : fault))
                .whenComplete((_, _) -> missing.forEach(one -> one.here().cancel(false)));
    }

    private List<Missing> missing(
            ReadTarget target, ServedCopies served, List<ViewCopy<?>> copies, Token token) {
        return token.offsets().entrySet().stream()
                .flatMap(
                        entry ->
                                missing(target, served, copies, entry.getKey(), entry.getValue())
                                        .map(here -> new Missing(entry.getKey(), here)))
                .toList();
    }

    private Stream<CompletableFuture<Void>> missing(
            ReadTarget target,
            ServedCopies served,
            List<ViewCopy<?>> copies,
            String place,
            long next) {
        return switch (place) {
            case Token.REGISTRY -> Stream.of(registry.reached(next)).filter(Freshness::isMissing);
            case Token.CONTROL -> unsettled(target, served, next).stream();
            default ->
                    copies.stream()
                            .map(copy -> copy.reached(partition(place), next))
                            .filter(Freshness::isMissing);
        };
    }

    private static boolean isMissing(CompletableFuture<Void> here) {
        return !here.isDone() || here.isCompletedExceptionally();
    }

    /**
     * Returns the wait for the decisions of the token; empty if these copies follow them. Newer
     * copies that follow the decisions do not count, because they would not be read.
     */
    private Optional<CompletableFuture<Void>> unsettled(
            ReadTarget target, ServedCopies served, long next) {
        if (target.settled(served) >= next) {
            return Optional.empty();
        }
        return Optional.of(
                target.fault(served)
                        .<CompletableFuture<Void>>map(CompletableFuture::failedFuture)
                        .orElseGet(() -> all.until(later -> isTold(target, later, next))));
    }

    private static boolean isTold(ReadTarget target, ServedCopies served, long next) {
        return target.settled(served) >= next || target.fault(served).isPresent();
    }

    /** Refuses a token that names partitions that the log does not have. */
    private void requirePartitions(Token token) {
        var partitions = all.positions().partitions();
        token.offsets()
                .keySet()
                .forEach(
                        place -> {
                            if (place.startsWith(REPORTS) && partition(place) >= partitions) {
                                throw refused(
                                        "names %s, but the log has %d partitions: the token is from another log"
                                                .formatted(place, partitions));
                            }
                        });
    }

    private static int partition(String place) {
        return Integer.parseInt(place.substring(REPORTS.length()));
    }

    private static long wanted(Token token, String place) {
        return token.next(place).orElseThrow();
    }

    private static Refusal ahead(String place, long wanted, long end) {
        return refused(
                "is ahead of the log: it says %s:%d, and the log ends at %d. The token is from another log"
                        .formatted(place, wanted, end));
    }

    private static Refusal refused(String message) {
        return Query.refused(Token.HEADER, message);
    }

    private Refusal late(
            ReadTarget target, List<ViewCopy<?>> copies, Token token, Duration patience) {
        var served = all.served();
        var progress = new LinkedHashMap<String, Progress>();
        token.offsets()
                .forEach(
                        (place, next) -> {
                            var folded = folded(target, served, copies, place);
                            if (folded < next) {
                                progress.put(place, new Progress(folded, next));
                            }
                        });
        return late(progress, patience, evidence.trouble());
    }

    /**
     * @param progress the progress of each place that is behind
     * @param why the reason for the delay, if it is known
     */
    private static Refusal late(
            Map<String, Progress> progress, Duration patience, Optional<String> why) {
        return new Refusal(
                Problem.of(
                        ProblemKind.NOT_YET,
                        "The view has not caught up with the token within %d s%s: ask again, or wait longer with Prefer: wait=SECONDS"
                                .formatted(
                                        patience.toSeconds(),
                                        why.map(" (%s)"::formatted).orElse("")),
                        Map.of("progress", progress)));
    }

    private long folded(
            ReadTarget target, ServedCopies served, List<ViewCopy<?>> copies, String place) {
        return switch (place) {
            case Token.REGISTRY -> registry.next();
            case Token.CONTROL -> target.settled(served);
            default ->
                    copies.stream()
                            .map(copy -> copy.marks().get(partition(place)))
                            .mapToLong(mark -> mark.ended() ? Long.MAX_VALUE : mark.next())
                            .min()
                            .orElse(Long.MAX_VALUE);
        };
    }

    private static Refusal stopped(Throwable fault) {
        var cause =
                fault instanceof CompletionException && fault.getCause() != null
                        ? fault.getCause()
                        : fault;
        return new Refusal(
                Problem.unavailable(
                        cause instanceof CancellationException
                                ? "The gateway is being stopped: ask again in a moment"
                                : "The gateway no longer reads the log: " + cause.getMessage()));
    }
}
