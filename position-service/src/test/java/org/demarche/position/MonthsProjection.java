package org.demarche.position;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.JsonWriter;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.fold.Outcome;
import org.demarche.position.projection.DocumentSink;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;

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
    public Fold open(int revision) {
        return new Months();
    }

    /**
     * A document {@code m/<actor>/<month>} is a count. The heap knows the month of each report:
     * what adds 1 and remembers nothing counts a repeat twice, and takes nothing back.
     */
    private static final class Months implements Fold {

        private static final String NOWHERE = "";

        private final Map<String, String> places = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        /** The counts in the view, of the documents that have changed. */
        private final Map<String, Integer> before = new HashMap<>();

        @Override
        public Outcome fold(ReportEvent event, ConsumerRecord<byte[], byte[]> record) {
            var report = event.report().toString();
            var from = places.get(report);
            var to =
                    switch (event) {
                        case ReportEvent.Filed(_, var body, _, _, var at) ->
                                from == null ? place(body, at) : from;
                        case ReportEvent.Corrected(_, var body, _, _, var at) -> place(body, at);
                        case ReportEvent.Retracted _ -> NOWHERE;
                    };
            if (from == null && !(event instanceof ReportEvent.Filed)) {
                return new Outcome.Refused("no-such-report");
            }
            if (to.equals(from)) {
                return new Outcome.Repeated();
            }
            places.put(report, to);
            add(from == null ? NOWHERE : from, -1);
            add(to, 1);
            return new Outcome.Folded();
        }

        @Override
        public void restored() {
            before.clear();
        }

        @Override
        public void publish(DocumentSink documents) {
            before.forEach(
                    (place, shown) -> {
                        int count = counts.getOrDefault(place, 0);
                        if (count != shown) {
                            documents.put(place, count == 0 ? null : document(count));
                        }
                    });
            before.clear();
        }

        private void add(String place, int reports) {
            if (!place.equals(NOWHERE)) {
                var count = counts.getOrDefault(place, 0);
                before.putIfAbsent(place, count);
                counts.put(place, count + reports);
            }
        }

        private static byte[] document(int count) {
            return JsonWriter.object(out -> out.writeNumberField("reports", count));
        }

        private static String place(Report body, Instant recorded) {
            var published = body.source().publishedOn();
            var day = published == null ? recorded.atZone(ZoneOffset.UTC).toLocalDate() : published;
            return "m/" + body.holder() + '/' + YearMonth.from(day);
        }
    }
}
