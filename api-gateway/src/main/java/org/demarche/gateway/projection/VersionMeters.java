package org.demarche.gateway.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;

/** What is measured of each version that has a view. The meters come with it and go with it. */
public final class VersionMeters {

    private record Meter(MultiGauge gauge, ToDoubleFunction<Progress> number) {}

    private final CatalogReader reader;
    private final Watch watch;
    private final List<Meter> meters;

    public VersionMeters(MeterRegistry registry, CatalogReader reader, Watch watch) {
        this.reader = reader;
        this.watch = watch;
        meters =
                List.of(
                        meter(registry, "folded", "Offsets of the log folded", Progress::folded),
                        meter(registry, "end", "Offsets at which the log ends", Progress::total),
                        meter(registry, "lag", "Events not folded yet", Progress::lag),
                        meter(
                                registry,
                                "dead.letters",
                                "Events that could not be folded",
                                Progress::deadLetters),
                        meter(
                                registry,
                                "documents",
                                "Documents of the version in memory",
                                Progress::documents),
                        meter(
                                registry,
                                "idle.seconds",
                                "For how long a partition has not moved that has something to fold",
                                Progress::idleFor));
        watch.onNumbers(this::update);
    }

    private static Meter meter(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<Progress> number) {
        var gauge =
                MultiGauge.builder("demarche.version." + name)
                        .description(description)
                        .register(registry);
        return new Meter(gauge, number);
    }

    private void update() {
        var catalog = reader.catalog();
        meters.forEach(meter -> meter.gauge().register(rows(catalog, meter.number()), true));
    }

    private List<MultiGauge.Row<?>> rows(Catalog catalog, ToDoubleFunction<Progress> number) {
        return watch.standings(catalog)
                .<MultiGauge.Row<?>>mapMulti(
                        (standing, rows) ->
                                standing.progress()
                                        .ifPresent(one -> rows.accept(row(standing, one, number))))
                .toList();
    }

    private static MultiGauge.Row<?> row(
            Standing standing, Progress progress, ToDoubleFunction<Progress> number) {
        var id = standing.version().id();
        var tags = Tags.of("projection", id.projection(), "version", Integer.toString(id.number()));
        return MultiGauge.Row.of(tags, number.applyAsDouble(progress));
    }
}
