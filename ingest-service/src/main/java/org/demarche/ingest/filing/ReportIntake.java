package org.demarche.ingest.filing;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.form.DayChecks;
import org.demarche.ingest.form.NameLookup;
import org.demarche.ingest.form.RegisteredEntry;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.form.ReportForm;
import org.demarche.ingest.form.Warnings;
import org.demarche.ingest.registering.Registration;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.Violation;
import org.demarche.log.registry.Actor;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Takes a report from any request: it reads and checks the whole body, resolves the names, adds the
 * registry's values for the fold, and files it.
 */
public final class ReportIntake {

    private final RegistryLog registryLog;
    private final ReportLog reportLog;
    private final InstantSource clock;

    public ReportIntake(RegistryLog registryLog, ReportLog reportLog, InstantSource clock) {
        this.registryLog = registryLog;
        this.reportLog = reportLog;
        this.clock = clock;
    }

    /**
     * @param key the last part of the id, if the client gives it outside the body; otherwise null
     * @param registering the treatment of unknown names
     * @return the receipt; fails with a {@link Refusal}, which lists the names that were
     *     registered. Then no report was written, except that with 504 the outcome is unknown
     */
    public CompletableFuture<Receipt> take(
            byte[] body, @Nullable String key, Registering registering) {
        try {
            return take(Fields.of(body), key, registering);
        } catch (MalformedJson e) {
            return refused(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            return refused(Problem.invalid(e.violations()));
        } catch (Refusal e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Like {@link #take(byte[], String, Registering)}.
     *
     * @throws InvalidBody with every fault
     */
    public CompletableFuture<Receipt> take(
            Fields fields, @Nullable String key, Registering registering) throws InvalidBody {
        var names = new NameLookup(registryLog.registry(), registering);
        var filing = filing(fields, key, names, today());
        return file(filing, names.added(), Warnings.of(filing.body(), names));
    }

    /** Returns the outcome that {@link #take} would have now, and writes nothing. */
    public CompletableFuture<Receipt> foresee(Fields fields, Registering registering)
            throws InvalidBody {
        var names = new NameLookup(registryLog.registry(), registering);
        var filing = filing(fields, null, names, today());
        return reportLog
                .foresee(filing)
                .thenApply(
                        receipt ->
                                receipt.repeated()
                                        ? receipt
                                        : receipt.with(
                                                names.added(), Warnings.of(filing.body(), names)));
    }

    private CompletableFuture<Receipt> file(
            Filing filing, List<RegisteredEntry> unknown, List<Violation> warnings) {
        if (unknown.isEmpty() && warnings.isEmpty()) {
            return reportLog.file(filing, () -> {});
        }
        var registration = new Registration(registryLog, unknown);
        return reportLog
                .file(filing, registration)
                .thenApply(receipt -> receipt.with(registration.done(), warnings))
                .exceptionallyCompose(
                        fault -> refused(registration.telling(Refusal.problemOf(fault))));
    }

    /** Returns the id of this report, if the part of the log that was read so far has it. */
    public Optional<ReportId> filedId(byte[] body) {
        try {
            var names = new NameLookup(registryLog.registry(), Registering.NONE);
            return Optional.of(filing(Fields.of(body), null, names, today()).id())
                    .filter(reportLog::isFiled);
        } catch (MalformedJson | InvalidBody _) {
            return Optional.empty();
        }
    }

    /** Returns the number of reports in the part of the log that was read so far. */
    public long filed() {
        return reportLog.size();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Filing filing(
            Fields fields, @Nullable String key, NameLookup names, LocalDate today)
            throws InvalidBody {
        var sent = new ReportForm(fields, names, today, null).read();
        var report = sent.report();
        var token = sent.token() == null ? key : sent.token();
        if (key != null && !key.equals(token)) {
            throw new InvalidBody(
                    List.of(
                            new Violation(
                                    "/id",
                                    "is %s, but the header Idempotency-Key is %s"
                                            .formatted(token, key))));
        }
        var digest = ReportDigest.of(report);
        var id = new ReportId(report.holder(), report.issue(), token == null ? digest : token);
        return new Filing(id, report, resolved(report, names, today), digest);
    }

    public static Resolved resolved(Report report, NameLookup names, LocalDate today) {
        var source = report.source();
        var published = source.publishedOn() == null ? today : source.publishedOn();
        var outlet = names.outletOf(source.outlet());
        var holder = names.actorOf(report.holder());
        return new Resolved(
                outlet.map(found -> names.living(found.origin(source.agency())))
                        .orElse(source.outlet()),
                outlet.map(found -> found.kind().label()).orElse(null),
                outlet.flatMap(found -> found.gradeOn(published)).map(Enum::name).orElse(null),
                holder.map(found -> found.kind().label()).orElse(null),
                office(report, names, published));
    }

    private static @Nullable String office(Report report, NameLookup names, LocalDate published) {
        var speaker = report.speaker();
        if (speaker == null || speaker.actor() == null || report.spokenFor() == null) {
            return null;
        }
        var day = saidBy(report.saidOn(), published);
        return names.officeOf(speaker.actor(), report.spokenFor(), day)
                .map(Actor.Office::role)
                .orElse(null);
    }

    /**
     * Returns the latest possible day of the statement, at most the day of publication. But a
     * certain day is returned as it is, even if the publication is earlier.
     */
    private static LocalDate saidBy(@Nullable Edtf saidOn, LocalDate published) {
        if (saidOn == null) {
            return published;
        }
        return saidOn.earliest() != null && DayChecks.isCertainDay(saidOn)
                ? saidOn.earliest()
                : saidOn.days(published).latest();
    }

    private static CompletableFuture<Receipt> refused(Problem problem) {
        return CompletableFuture.failedFuture(new Refusal(problem));
    }
}
