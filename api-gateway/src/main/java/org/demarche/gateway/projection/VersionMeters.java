package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.demarche.gateway.projection.Progress.Part;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;

/**
 * Meters of each version with a view, and of each of its partitions. They exist as long as the
 * view. An unknown value is NaN.
 */
public final class VersionMeters {

    private record Measured(VersionId id, Progress progress) {

        Tags tags() {
            return Tags.of("projection", id.projection(), "version", Integer.toString(id.number()));
        }
    }

    private record Meter(MultiGauge gauge, Function<Measured, Stream<MultiGauge.Row<?>>> rows) {}

    private final MeterRegistry registry;
    private final CatalogReader reader;
    private final Watch watch;
    private final List<Meter> meters = new ArrayList<>();

    public VersionMeters(
            MeterRegistry registry, CatalogReader reader, Watch watch, ViewSizes sizes) {
        this.registry = registry;
        this.reader = reader;
        this.watch = watch;
        ofVersion("folded", "Offsets of the log folded", Progress::folded);
        ofVersion("end", "The end offsets of the log", Progress::total);
        ofVersion("lag", "Events not folded yet", Progress::lag);
        ofVersion("dead.letters", "Events that could not be folded", Progress::deadLetters);
        ofVersion("documents", "Documents of the version in memory", Progress::documents);
        ofVersion(
                "idle.seconds",
                "The longest time that a partition with events left to fold has made no progress",
                Progress::idleFor);
        ofVersion("events.per.second", "Events folded per second", Progress::eventsPerSecond);
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
                "1 if a partition with events left to fold has made no progress for long, else 0",
                progress -> progress.stuck() ? 1 : 0);
        meter(
                "bytes",
                "Bytes of its view on the brokers' disks, in one replica",
                one -> {
                    var bytes = sizes.lastBytes(one.id()).map(Long::doubleValue);
                    return Stream.of(MultiGauge.Row.of(one.tags(), bytes.orElse(Double.NaN)));
                });
        ofPartition("folded", "The next offset of the log to fold", Part::folded);
        ofPartition("end", "The end offset of the log", Part::total);
        ofPartition(
                "idle.seconds",
                "Seconds without progress, with events left to fold",
                Part::idleFor);
        watch.onNumbers(this::update);
    }

    private void ofVersion(String name, String description, ToDoubleFunction<Progress> number) {
        meter(
                name,
                description,
                one ->
                        Stream.of(
                                MultiGauge.Row.of(
                                        one.tags(), number.applyAsDouble(one.progress()))));
    }

    private void ofPartition(String name, String description, ToDoubleFunction<Part> number) {
        meter(
                "partition." + name,
                description,
                one ->
                        one.progress().partitions().stream()
                                .map(
                                        part ->
                                                MultiGauge.Row.of(
                                                        one.tags()
                                                                .and(
                                                                        "partition",
                                                                        Integer.toString(
                                                                                part.partition())),
                                                        number.applyAsDouble(part))));
    }

    private void meter(
            String name, String description, Function<Measured, Stream<MultiGauge.Row<?>>> rows) {
        var gauge =
                MultiGauge.builder("demarche.version." + name)
                        .description(description)
                        .register(registry);
        meters.add(new Meter(gauge, rows));
    }

    private void update() {
        var measured =
                watch.standings(reader.catalog())
                        .flatMap(
                                standing ->
                                        standing
                                                .progress()
                                                .map(
                                                        progress ->
                                                                new Measured(
                                                                        standing.version().id(),
                                                                        progress))
                                                .stream())
                        .toList();
        meters.forEach(
                meter ->
                        meter.gauge()
                                .register(
                                        measured.stream()
                                                .<MultiGauge.Row<?>>flatMap(meter.rows())
                                                .toList(),
                                        true));
    }
}
