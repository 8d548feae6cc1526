package org.demarche.position.partition;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.demarche.log.VersionId;

/** The metrics of one version's workers. */
public final class WorkerMeters implements AutoCloseable {

    private static final String VERSION = "version";

    private final Counter folded;
    private final Counter deadLetters;
    private final Counter failures;
    private final Timer transactions;
    private final Timer restores;
    private final MeterRegistry registry;
    private final Gauge lag;

    public WorkerMeters(MeterRegistry registry, VersionId version, LongSupplier lag) {
        this.registry = registry;
        var tags = Tags.of(VERSION, version.toString());
        folded = counter(registry, tags, "demarche.folded", "Records read from the log");
        deadLetters =
                counter(
                        registry,
                        tags,
                        "demarche.dead.letters",
                        "Records that could not be folded");
        failures =
                counter(
                        registry,
                        tags,
                        "demarche.failures",
                        "Transactions or takeovers that failed");
        transactions =
                Timer.builder("demarche.transactions")
                        .description("Commits of transactions")
                        .tags(tags)
                        .register(registry);
        restores =
                Timer.builder("demarche.restores")
                        .description(
                                "The time from the takeover of a partition until new events are folded")
                        .tags(tags)
                        .register(registry);
        this.lag =
                Gauge.builder("demarche.lag", lag, LongSupplier::getAsLong)
                        .description(
                                "Known records of the log that are not in the view, in this process")
                        .tags(tags)
                        .strongReference(true)
                        .register(registry);
    }

    void folded(long records) {
        folded.increment((double) records);
    }

    void committed(long nanos, long parked) {
        transactions.record(nanos, TimeUnit.NANOSECONDS);
        deadLetters.increment((double) parked);
    }

    void restored(Duration took) {
        restores.record(took);
    }

    public void failed() {
        failures.increment();
    }

    /** Removes the lag, and keeps the counters, because the version may be folded again. */
    @Override
    public void close() {
        registry.remove(lag);
    }

    /** Removes the metrics of versions that have ended for good. */
    public static void forget(MeterRegistry registry, Collection<VersionId> gone) {
        var names = gone.stream().map(VersionId::toString).collect(Collectors.toSet());
        registry.getMeters().stream()
                .filter(meter -> names.contains(meter.getId().getTag(VERSION)))
                .forEach(registry::remove);
    }

    private static Counter counter(
            MeterRegistry registry, Tags tags, String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
