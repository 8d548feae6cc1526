package org.demarche.position;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Outcome;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;

/** How many reports on an actor were published in each month. */
@Singleton
final class MonthsProjection implements Projection {

    @Override
    public String name() {
        return "months";
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public Fold open(LongFunction<ConsumerRecord<byte[], byte[]>> log) {
        return new Months();
    }

    /**
     * A document {@code m/<actor>/<month>} is a count, and {@code r/<report>} says in which of them
     * a report is. What adds 1 and remembers nothing counts a repeat twice, and takes nothing back.
     */
    private static final class Months implements Fold {

        private static final String REPORTS = "r/";
        private static final String NOWHERE = "";

        private final Map<String, String> places = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();
        private final Set<String> changed = new HashSet<>();

        @Override
        public Outcome fold(
                ReportEvent event, ConsumerRecord<byte[], byte[]> record, Documents documents) {
            var report = event.report().toString();
            var before = places.get(report);
            var after =
                    switch (event) {
                        case ReportEvent.Filed(_, var body, _, _, var at) ->
                                before == null ? place(body, at) : before;
                        case ReportEvent.Corrected(_, var body, _, _, var at) -> place(body, at);
                        case ReportEvent.Retracted _ -> NOWHERE;
                    };
            if (before == null && !(event instanceof ReportEvent.Filed)) {
                return new Outcome.Refused("no-such-report");
            }
            if (after.equals(before)) {
                return new Outcome.Repeated();
            }
            move(report, after);
            documents.put(
                    REPORTS + report,
                    JsonWriter.object(out -> out.writeStringField("place", after)));
            return new Outcome.Folded();
        }

        @Override
        public void publish(Documents documents) {
            for (var place : changed) {
                var count = counts.get(place);
                documents.put(
                        place,
                        count == null
                                ? null
                                : JsonWriter.object(out -> out.writeNumberField("reports", count)));
            }
            changed.clear();
        }

        @Override
        public void restore(ConsumerRecord<byte[], byte[]> document) {
            var key = ViewKey.of(document.key());
            if (key.startsWith(REPORTS)) {
                move(key.substring(REPORTS.length()), read(document));
                changed.clear();
            }
        }

        private void move(String report, String place) {
            var before = places.put(report, place);
            if (before != null) {
                add(before, -1);
            }
            add(place, 1);
        }

        private void add(String place, int reports) {
            if (!place.equals(NOWHERE)) {
                counts.merge(place, reports, (one, more) -> one + more == 0 ? null : one + more);
                changed.add(place);
            }
        }

        private static String place(Report body, Instant recorded) {
            var published = body.source().publishedOn();
            var day = published == null ? recorded.atZone(ZoneOffset.UTC).toLocalDate() : published;
            return "m/" + body.holder() + '/' + YearMonth.from(day);
        }

        private static String read(ConsumerRecord<byte[], byte[]> document) {
            try {
                return JsonReader.read(document.value(), Months::place);
            } catch (UnreadableEvent e) {
                throw VersionStopped.damaged(document, String.valueOf(e.getMessage()));
            }
        }

        private static String place(JsonReader in) throws IOException, UnreadableEvent {
            in.object();
            String place = null;
            while (in.field() != null) {
                place = in.text();
            }
            return in.required(place, "place");
        }
    }
}
