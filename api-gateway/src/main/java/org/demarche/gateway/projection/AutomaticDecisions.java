package org.demarche.gateway.projection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlUnwritten;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the automatic decisions. It records that a version is ready, and promotes the version if it
 * was started with automatic promotion. Each gateway decides on its own, because each measures the
 * versions. If several gateways decide at the same time, the first decision counts, and the others
 * see it.
 */
public final class AutomaticDecisions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticDecisions.class);
    private static final Duration EACH = Duration.ofMillis(100);
    private static final String BY = "gateway";

    private final CatalogReader reader;
    private final VersionWatch watch;
    private final ControlWriter writer;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("decisions").factory());

    public static AutomaticDecisions start(
            CatalogReader reader, VersionWatch watch, ControlWriter writer) {
        var decisions = new AutomaticDecisions(reader, watch, writer);
        var _ =
                decisions.thread.scheduleWithFixedDelay(
                        decisions::look, 0, EACH.toMillis(), TimeUnit.MILLISECONDS);
        return decisions;
    }

    private AutomaticDecisions(CatalogReader reader, VersionWatch watch, ControlWriter writer) {
        this.reader = reader;
        this.watch = watch;
        this.writer = writer;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            if (reader.caughtUp().isDone() && reader.failure().isEmpty()) {
                var catalog = reader.catalog();
                var building =
                        catalog.versions().filter(Version.Building.class::isInstance).toList();
                if (!building.isEmpty()) {
                    watch.refresh();
                    building.forEach(version -> look(catalog, version));
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Checking the versions failed; the gateway tries again", e);
        }
    }

    private void look(Catalog catalog, Version version) {
        var number = version.id().number();
        var standing = watch.standing(catalog, version);
        if (version instanceof Version.Replaying && watch.isAtEnd(standing)) {
            decide(version, new ControlEvent.Ready(number), "it has caught up with the log");
        } else if (version instanceof Version.Ready(var start)
                && start.auto()
                && start.until() == null
                && standing.blockers().isEmpty()) {
            decide(
                    version,
                    new ControlEvent.Promoted(number, keep(catalog, version)),
                    "it is ready");
        }
    }

    /**
     * Returns the number of standbys that the last promotion kept, but at least one, because
     * gateways serve the previous version until they have swapped.
     */
    private static int keep(Catalog catalog, Version version) {
        return Math.max(1, catalog.projection(version.id().projection()).orElseThrow().keep());
    }

    private void decide(Version seen, ControlEvent event, String why) {
        try {
            var _ =
                    writer.decide(
                            seen.id().projection(),
                            catalog -> ifStill(seen, catalog, event),
                            BY,
                            why);
            LOG.info("{}: {}, {}", seen.id(), event.wireName(), why);
        } catch (StepRefused | ControlUnwritten e) {
            LOG.info("{}: not {}: {}", seen.id(), event.wireName(), e.getMessage());
        }
    }

    /**
     * Returns the event if the version is still in the state that this gateway saw. Another gateway
     * or a person may have decided something since.
     */
    private static ControlEvent ifStill(Version seen, Catalog catalog, ControlEvent event)
            throws StepRefused {
        var now = catalog.version(seen.id()).orElse(seen);
        if (!now.getClass().equals(seen.getClass())) {
            throw new StepRefused(
                    StepRefused.Kind.WRONG_STATE,
                    seen.id(),
                    "%s is now %s".formatted(seen.id(), now.label()));
        }
        return event;
    }
}
