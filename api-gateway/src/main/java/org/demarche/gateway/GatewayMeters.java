package org.demarche.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.http.ProblemKind;
import org.demarche.log.Token;

/** Metrics of the gateway's copies and of their lag. Micronaut itself counts the requests. */
final class GatewayMeters implements AutoCloseable {

    private static final Duration EACH = Duration.ofSeconds(5);

    private final int partitions;
    private final VersionCopies copies;
    private final LogEnds ends;
    private final Evidence evidence;
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("log ends").factory());
    private volatile Map<String, Long> end = Map.of();

    GatewayMeters(
            MeterRegistry meters,
            int partitions,
            VersionCopies copies,
            LogEnds ends,
            Evidence evidence,
            ReadyIndicator readiness) {
        this.partitions = partitions;
        this.copies = copies;
        this.ends = ends;
        this.evidence = evidence;
        documents(meters, "position", PositionsCopy::positionCount);
        documents(meters, "shift", PositionsCopy::shiftCount);
        Gauge.builder("demarche.view.lag.events", this, GatewayMeters::lag)
                .description("Events in the log that the view does not have yet")
                .register(meters);
        Gauge.builder("demarche.view.bytes", this, me -> me.served(PositionsCopy::bytes))
                .description("Bytes of the documents held in memory")
                .register(meters);
        Gauge.builder("demarche.evidence.bytes", evidence, Evidence::bytes)
                .description("Bytes of the evidence on disk")
                .register(meters);
        FunctionCounter.builder("demarche.evidence.read.events", evidence, Evidence::taken)
                .description("Events that this process has read from the log")
                .register(meters);
        Gauge.builder("demarche.evidence.room.bytes", evidence, Evidence::room)
                .description("Bytes that the evidence may still use on its disk")
                .register(meters);
        warnings(meters, "log", () -> readiness.lostEnds().size());
        warnings(meters, "records", () -> readiness.unreadable().size());
        warnings(meters, "certificate", () -> readiness.ending().size());
        Gauge.builder("demarche.evidence.lag.events", this, GatewayMeters::unstored)
                .description("Events of the log that are not in the evidence yet")
                .register(meters);
        // registered from the start, so that the first refusal shows as an increase
        GatewayProblems.OF_CALLERS.forEach(kind -> refusedCallers(meters, kind));
        var _ = asking.scheduleWithFixedDelay(this::ask, 0, EACH.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }

    static Counter refusedCallers(MeterRegistry meters, ProblemKind kind) {
        return Counter.builder("demarche.refused.callers")
                .description(
                        "Requests refused because their access token is wrong or missing, or lacks the role")
                .tag("problem", kind.slug())
                .register(meters);
    }

    private void documents(
            MeterRegistry meters, String kind, ToDoubleFunction<PositionsCopy> count) {
        Gauge.builder("demarche.view.documents", this, me -> me.served(count))
                .description("Documents held in memory")
                .tag("kind", kind)
                .register(meters);
    }

    private static void warnings(MeterRegistry meters, String about, Supplier<Number> count) {
        Gauge.builder("demarche.warnings", count)
                .description("Warnings in the health of this service")
                .tag("about", about)
                .register(meters);
    }

    /** Returns a number of the live version's copy; 0 before the gateway has read that copy. */
    private double served(ToDoubleFunction<PositionsCopy> count) {
        return isRead() ? count.applyAsDouble(copies.positions()) : 0;
    }

    private boolean isRead() {
        return copies.caughtUp().isDone() && !copies.caughtUp().isCompletedExceptionally();
    }

    private double lag() {
        if (!isRead()) {
            return 0;
        }
        var marks = copies.positions().marks();
        return IntStream.range(0, marks.size())
                .mapToLong(
                        partition -> {
                            var known = end.getOrDefault(Token.reports(partition), 0L);
                            var mark = marks.get(partition);
                            return mark.ended() ? 0 : Math.max(0, known - mark.next());
                        })
                .sum();
    }

    private double unstored() {
        var next = evidence.next();
        return IntStream.range(0, partitions)
                .mapToLong(
                        partition ->
                                end.getOrDefault(Token.reports(partition), 0L)
                                        - next.get(partition))
                .filter(missing -> missing > 0)
                .sum();
    }

    private void ask() {
        var places = IntStream.range(0, partitions).mapToObj(Token::reports).toList();
        var _ = ends.of(places).thenAccept(found -> end = found);
    }
}
