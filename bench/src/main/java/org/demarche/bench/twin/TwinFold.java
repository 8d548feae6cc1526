package org.demarche.bench.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.demarche.bench.twin.Dossiers.Folded;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.view.PositionDocument;
import org.demarche.log.view.ShiftDocument;
import org.demarche.log.view.Texts.ReportText;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Interner;
import org.demarche.model.PointInTime;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Subject;
import org.demarche.model.fold.Basis;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Evaluation;
import org.demarche.model.fold.Outcome;
import org.demarche.model.fold.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each event that counts. Each second it publishes the pairs that have changed. The names of
 * the changed pairs are in a store of their own, so that they are not lost with the process.
 */
final class TwinFold implements Processor<byte[], byte[], byte[], byte[]> {

    static final Duration EACH = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};

    private final ReportCodec codec = new ReportCodec();
    private final String log;
    private final TwinProgress progress;
    private final int heldReports;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<Bytes, byte[]> events;
    private KeyValueStore<Bytes, byte[]> shown;
    private KeyValueStore<Bytes, byte[]> changed;
    private Dossiers dossiers;
    private Interner interner;
    private long highest;

    @SuppressWarnings("NullAway.Init") // init sets the fields before any other call
    TwinFold(String log, TwinProgress progress, int heldReports) {
        this.log = log;
        this.progress = progress;
        this.heldReports = heldReports;
    }

    /**
     * Prepares the fold. It is called again after a failure, when the stores are back at the last
     * commit.
     */
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        events = context.getStateStore(TwinTopology.EVENTS);
        shown = context.getStateStore(TwinTopology.SHOWN);
        changed = context.getStateStore(TwinTopology.CHANGED);
        dossiers = new Dossiers(heldReports);
        interner = new Interner();
        highest = 0;
        var _ = context.schedule(EACH, PunctuationType.WALL_CLOCK_TIME, _ -> publish());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        highest = Math.max(highest, record.timestamp());
        var place = context.recordMetadata().orElseThrow();
        var entry =
                StoredEvents.record(
                        log,
                        place.partition(),
                        place.offset(),
                        highest,
                        record.key(),
                        record.value(),
                        record.headers());
        var event = StoredEvents.decode(codec, entry);
        var subject = Subject.of(event.report());
        var outcome = dossiers.get(subject, this::fold).evolve(event);
        if (outcome instanceof Outcome.Folded) {
            var key = StoredEvents.key(event.report());
            // the first event of its report, so there is nothing to look up
            var before = event instanceof Filed ? null : events.get(key);
            events.put(key, StoredEvents.append(before, entry));
            dossiers.grow(subject);
            changed.put(StoredEvents.pair(subject), NOTHING);
            progress.folded(context.taskId());
        }
    }

    private Folded fold(Subject subject) {
        var dossier = new Dossier(subject, Basis.by(Rule.LATEST_OWN_2), interner);
        var reports = 0;
        var key = subject.actor().getBytes(UTF_8);
        try (var stored = events.range(StoredEvents.first(subject), StoredEvents.last(subject))) {
            while (stored.hasNext()) {
                StoredEvents.read(codec, key, stored.next().value).forEach(dossier::evolve);
                reports++;
            }
        }
        return new Folded(dossier, reports);
    }

    private void publish() {
        var pairs = new ArrayList<Bytes>();
        try (var all = changed.all()) {
            all.forEachRemaining(pair -> pairs.add(pair.key));
        }
        for (var pair : pairs) {
            publish(pair);
            changed.delete(pair);
        }
        if (!pairs.isEmpty()) {
            context.commit();
        }
        progress.published(context.taskId());
    }

    private void publish(Bytes pair) {
        var subject = StoredEvents.subject(pair);
        var evaluation = dossiers.get(subject, this::fold).at(PointInTime.NOW);
        put(
                ViewKey.position(subject.actor(), subject.issue()),
                PositionDocument.write(evaluation.position(), this::text));
        var before = Shown.read(shown.get(pair));
        var now = shifts(subject, evaluation, before);
        if (!now.equals(before)) {
            before.keySet().stream()
                    .filter(key -> !now.containsKey(key))
                    .forEach(key -> put(key, null));
            shown.put(pair, Shown.write(now));
        }
    }

    /** Puts the shifts that are new or have changed. */
    private Map<String, Integer> shifts(
            Subject subject, Evaluation evaluation, Map<String, Integer> before) {
        var now = new HashMap<String, Integer>();
        for (var shift : evaluation.shifts()) {
            var key = ViewKey.shift(subject, shift.to().saidOn());
            var document = ShiftDocument.write(shift);
            var hash = ByteBuffer.wrap(document).hashCode();
            now.put(key, hash);
            if (!Integer.valueOf(hash).equals(before.get(key))) {
                put(key, document);
            }
        }
        return now;
    }

    private @Nullable ReportText text(ReportId report) {
        var stored = events.get(StoredEvents.key(report));
        if (stored == null) {
            return null;
        }
        var key = report.holder().getBytes(UTF_8);
        for (var event : StoredEvents.read(codec, key, stored).reversed()) {
            switch (event) {
                case Filed filed -> {
                    return text(filed.body());
                }
                case Corrected corrected -> {
                    return text(corrected.body());
                }
                case Retracted _ -> {}
            }
        }
        return null;
    }

    private static ReportText text(Report body) {
        return new ReportText(body.summary(), body.source().url());
    }

    private void put(String key, byte @Nullable [] document) {
        context.forward(new Record<>(ViewKey.bytes(key), document, context.currentSystemTimeMs()));
        progress.put();
    }
}
