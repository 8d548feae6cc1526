package org.demarche.ingest.lines;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.amending.Amended;
import org.demarche.ingest.filing.Receipt;

/** Counts the outcomes of reports, for Prometheus. */
public final class OutcomeMeters {

    private final MeterRegistry meters;
    private final Counter filed;
    private final Counter repeated;
    private final AtomicInteger streams = new AtomicInteger();

    public OutcomeMeters(MeterRegistry meters) {
        this.meters = meters;
        filed = outcome("filed", "201");
        repeated = outcome("repeated", "200");
        Gauge.builder("demarche.streams", streams, AtomicInteger::get)
                .description("Streams of reports that are being read")
                .register(meters);
    }

    void streamBegins() {
        streams.incrementAndGet();
    }

    void streamEnds() {
        streams.decrementAndGet();
    }

    public CompletableFuture<Receipt> count(CompletableFuture<Receipt> report) {
        return report.whenComplete(
                (receipt, fault) -> {
                    if (fault != null) {
                        refused(Refusal.problemOf(fault));
                    } else if (receipt.repeated()) {
                        repeated.increment();
                    } else {
                        filed.increment();
                    }
                });
    }

    public CompletableFuture<Amended> countAmendment(CompletableFuture<Amended> amendment) {
        return amendment.whenComplete(
                (amended, fault) -> {
                    if (fault != null) {
                        refused(Refusal.problemOf(fault));
                    } else if (amended.repeated()) {
                        repeated.increment();
                    } else {
                        outcome(amended.retracted() ? "retracted" : "corrected", "201").increment();
                    }
                });
    }

    private void refused(Problem problem) {
        outcome("refused", Integer.toString(problem.status())).increment();
    }

    private Counter outcome(String outcome, String status) {
        return Counter.builder("demarche.reports")
                .description("Reports received, by outcome")
                .tag("outcome", outcome)
                .tag("status", status)
                .register(meters);
    }
}
