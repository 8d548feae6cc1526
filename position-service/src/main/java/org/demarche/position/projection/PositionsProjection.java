package org.demarche.position.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import org.demarche.log.VersionId;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.position.kafka.LogLookup;

/**
 * The main projection. Since revision 2 there are shifts, and events have their names in a header.
 * Since revision 3 views have no events. Since revision 4 the rule is {@code latest-own/2}. Since
 * revision 5 misplaced records and forged instants are dead letters.
 */
@Singleton
@Bean(preDestroy = "close")
public final class PositionsProjection implements Projection, AutoCloseable {

    private final LogLookup log;

    public PositionsProjection(KafkaConfig config, MeterRegistry registry) {
        log = new LogLookup(config, registry);
    }

    @Override
    public String name() {
        return VersionId.POSITIONS.projection();
    }

    @Override
    public int revision() {
        return PositionsRevision.NOW;
    }

    @Override
    public boolean folds(int revision) {
        return revision >= PositionsRevision.WITH_EVENTS && revision <= revision();
    }

    @Override
    public boolean readsWholeReports() {
        return false;
    }

    @Override
    public Fold open(int revision) {
        var positions = new Positions(log, PositionsRevision.rule(revision));
        return revision == PositionsRevision.WITH_EVENTS ? new WithEvents(positions) : positions;
    }

    @Override
    public void close() {
        log.close();
    }
}
