package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;

/**
 * The meters of each version that has a view. They appear with the view and disappear with it. An
 * unknown value is not a number (NaN).
 *
 * <p>A meter is not replaced while its version has a view, and reads the last numbers. If the
 * gateway replaced a meter during a scrape, Prometheus could read it twice, and would then refuse
 * all meters.
 */
public final class VersionMeters {

    private record Meter(MultiGauge gauge, ToDoubleFunction<VersionId> number) {}

    private final MeterRegistry registry;
    private final CatalogReader reader;
    private final VersionWatch watch;
    private final List<Meter> meters = new ArrayList<>();
    private volatile Map<VersionId, VersionProgress> numbers = Map.of();

    public VersionMeters(
            MeterRegistry registry, CatalogReader reader, VersionWatch watch, ViewSizes sizes) {
        this.registry = registry;
        this.reader = reader;
        this.watch = watch;
        ofVersion("folded", "Folded offsets of the log", VersionProgress::folded);
        ofVersion("end", "The end offsets of the log", VersionProgress::total);
        ofVersion("lag", "Events not folded yet", VersionProgress::lag);
        ofVersion("dead.letters", "Events that could not be folded", VersionProgress::deadLetters);
        ofVersion("documents", "Documents of the version in memory", VersionProgress::documents);
        ofVersion(
                "idle.seconds",
                "The longest time that a partition with events left to fold has made no progress",
                VersionProgress::idleFor);
        ofVersion(
                "events.per.second", "Events folded per second", VersionProgress::eventsPerSecond);
        ofVersion(
                "caught.up.in.seconds",
                "Seconds until it has caught up, at the present speeds",
                progress -> requireNonNullElse(progress.caughtUpIn(), Double.NaN));
        ofVersion(
                "converging",
                "1 if it comes nearer to the log's end or has reached it, else 0",
                progress -> progress.converging() ? 1 : 0);
        ofVersion(
                "stuck",
                "1 if a partition with events left to fold has made no progress for 10 s, else 0",
                progress -> progress.stuck() ? 1 : 0);
        meter(
                "bytes",
                "Bytes of its view on the brokers' disks, one replica",
                version -> sizes.lastBytes(version).map(Long::doubleValue).orElse(Double.NaN));
        watch.onNumbers(this::update);
    }

    private void ofVersion(
            String name, String description, ToDoubleFunction<VersionProgress> number) {
        meter(
                name,
                description,
                version -> {
                    var progress = numbers.get(version);
                    return progress == null ? Double.NaN : number.applyAsDouble(progress);
                });
    }

    private void meter(String name, String description, ToDoubleFunction<VersionId> number) {
        var gauge =
                MultiGauge.builder("demarche.version." + name)
                        .description(description)
                        .register(registry);
        meters.add(new Meter(gauge, number));
    }

    private void update() {
        numbers =
                watch.standings(reader.catalog())
                        .filter(standing -> standing.progress().isPresent())
                        .collect(
                                toMap(
                                        standing -> standing.version().id(),
                                        standing -> standing.progress().orElseThrow(),
                                        (one, _) -> one));
        for (var meter : meters) {
            meter.gauge()
                    .register(
                            numbers.keySet().stream()
                                    .<MultiGauge.Row<?>>map(version -> row(version, meter))
                                    .toList());
        }
    }

    private static MultiGauge.Row<?> row(VersionId version, Meter meter) {
        var tags =
                Tags.of(
                        "projection",
                        version.projection(),
                        "version",
                        Integer.toString(version.number()));
        return MultiGauge.Row.of(tags, version, meter.number());
    }
}
