package org.demarche.gateway;

import static java.util.stream.Collectors.toMap;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.demarche.gateway.entrance.ServerCertificate;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.projection.VersionWatch;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.log.Token;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Tells whether the gateway is ready. It is ready when it has read the registry and the view of
 * {@code positions}, and the view has everything that the log had at the start. The gateway waits
 * for this last condition only for a while, because the position service may be away or behind, and
 * the gateway can serve the view as it is. After that, the health names the events that the view is
 * {@code behind}, the reason if the gateway cannot store more of the log, and a warning if memory
 * is short.
 *
 * <p>A gateway that asks for access tokens is ready only when it has read them, too.
 *
 * <p>The gateway waits for the view itself without a limit of time, because with half a view it
 * would answer that things do not exist.
 */
final class ReadyIndicator implements HealthIndicator {

    private static final String NAME = "view";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private final int partitions;
    private final List<String> differences;
    private final VersionCopies copies;
    private final VersionWatch watch;
    private final CatalogReader catalog;
    private final RegistryReader registry;
    private final Optional<AccessTokens> tokens;
    private final Optional<ServerCertificate> certificate;
    private final LogEnds ends;
    private final Evidence evidence;
    private final long started = System.nanoTime();
    private final CompletableFuture<Map<String, Long>> atStart = new CompletableFuture<>();

    ReadyIndicator(
            ReadyTopics topics,
            VersionCopies copies,
            VersionWatch watch,
            CatalogReader catalog,
            RegistryReader registry,
            @Nullable AccessTokens tokens,
            @Nullable ServerCertificate certificate,
            LogEnds ends,
            Evidence evidence) {
        partitions = topics.config().partitions();
        differences = topics.differences();
        this.copies = copies;
        this.watch = watch;
        this.catalog = catalog;
        this.registry = registry;
        this.tokens = Optional.ofNullable(tokens);
        this.certificate = Optional.ofNullable(certificate);
        this.ends = ends;
        this.evidence = evidence;
        askEnds();
    }

    @Override
    public Publisher<HealthResult> getResult() {
        var failure = failure();
        if (failure.isPresent()) {
            return down("stopped", failure.get());
        }
        if (!tokens.map(known -> read(known.caughtUp())).orElse(true)) {
            return down("reading", "the access tokens");
        }
        if (!read(registry.caughtUp())) {
            return down("reading", "the registry");
        }
        if (!read(copies.caughtUp())) {
            return down("reading", "the views");
        }
        var behind = behind();
        var patient = System.nanoTime() - started < PATIENCE.toNanos();
        if (patient && (!atStart.isDone() || !behind.isEmpty())) {
            return down("behind", behind);
        }
        var details = new LinkedHashMap<String, Object>();
        if (!behind.isEmpty()) {
            details.put("behind", behind);
        }
        var unread = unread();
        if (!unread.isEmpty()) {
            details.put("unread", unread);
        }
        var warnings = warnings();
        if (!warnings.isEmpty()) {
            details.put("warnings", warnings);
        }
        if (!differences.isEmpty()) {
            details.put("topics", differences);
        }
        evidence.trouble().ifPresent(trouble -> details.put("evidence", trouble));
        HeapUse.now().warning().ifPresent(warning -> details.put("memory", warning));
        return result(HealthStatus.UP, details);
    }

    /** Returns a future that completes with the ends that the log had when the gateway started. */
    CompletableFuture<Map<String, Long>> atStart() {
        return atStart;
    }

    /**
     * Returns the number of events at the start that the view does not have yet, by place of a
     * token.
     */
    private Map<String, Long> behind() {
        var marks = copies.positions().marks();
        var ended = atStart.getNow(Map.of());
        var behind = new LinkedHashMap<String, Long>();
        IntStream.range(0, marks.size())
                .forEach(
                        partition -> {
                            var place = Token.reports(partition);
                            var missing =
                                    ended.getOrDefault(place, 0L) - marks.get(partition).next();
                            if (missing > 0 && !marks.get(partition).ended()) {
                                behind.put(place, missing);
                            }
                        });
        return behind;
    }

    /**
     * Returns the versions that the gateway no longer reads, with the reasons. Other versions are
     * served as before.
     */
    private Map<String, String> unread() {
        return copies.failures().entrySet().stream()
                .collect(toMap(one -> one.getKey().toString(), one -> one.getValue().toString()));
    }

    private Optional<String> failure() {
        return copies.failure()
                .or(evidence::failure)
                .or(registry::failure)
                .or(() -> tokens.flatMap(AccessTokens::failure))
                .map(Throwable::toString);
    }

    /**
     * Returns a sentence for each fault that somebody should look at although the gateway answers.
     */
    private List<String> warnings() {
        return Stream.of(lostEnds(), unreadable(), ending()).flatMap(List::stream).toList();
    }

    /** Returns a sentence if the certificate ends soon. */
    List<String> ending() {
        return certificate.flatMap(ServerCertificate::warning).stream().toList();
    }

    /** Returns a sentence for each partition of the log that has lost its end. */
    List<String> lostEnds() {
        return watch.warnings();
    }

    /**
     * Returns a sentence for each of the first records that cannot be read, and the number of the
     * others.
     */
    List<String> unreadable() {
        return Stream.of(
                        catalog.warnings(),
                        registry.warnings(),
                        tokens.map(AccessTokens::warnings).orElse(List.of()))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean read(CompletableFuture<Void> caughtUp) {
        return caughtUp.isDone() && !caughtUp.isCompletedExceptionally();
    }

    private void askEnds() {
        var _ =
                ends.of(logPlaces())
                        .whenComplete(
                                (found, fault) -> {
                                    if (fault == null) {
                                        atStart.complete(found);
                                    } else {
                                        CompletableFuture.delayedExecutor(
                                                        BETWEEN_QUESTIONS.toMillis(),
                                                        TimeUnit.MILLISECONDS)
                                                .execute(this::askEnds);
                                    }
                                });
    }

    private Collection<String> logPlaces() {
        return IntStream.range(0, partitions).mapToObj(Token::reports).toList();
    }

    private static Publisher<HealthResult> down(String key, Object value) {
        return result(HealthStatus.DOWN, Map.of(key, value));
    }

    private static Publisher<HealthResult> result(HealthStatus status, Map<String, ?> details) {
        return Publishers.just(HealthResult.builder(NAME, status).details(details).build());
    }
}
