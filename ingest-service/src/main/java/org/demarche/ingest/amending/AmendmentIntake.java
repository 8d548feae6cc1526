package org.demarche.ingest.amending;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.amending.Amendment.Correction;
import org.demarche.ingest.amending.Amendment.Retraction;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.form.NameLookup;
import org.demarche.ingest.form.Registering;
import org.demarche.ingest.form.ReportForm;
import org.demarche.ingest.form.Warnings;
import org.demarche.ingest.log.Fingerprint;
import org.demarche.ingest.log.ReportState;
import org.demarche.ingest.registering.Registration;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.KeptText;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.Violation;
import org.demarche.model.Report;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * Takes changes of filed reports. It checks a corrected body like a new one, and adds the
 * registry's present values for the fold.
 */
public final class AmendmentIntake {

    private static final int LONGEST_REASON = 500;

    /** The most characters of an id. Two slugs, a token and two dots are shorter. */
    private static final int LONGEST_ID = 250;

    private final RegistryLog registryLog;
    private final AmendmentLog amendmentLog;
    private final PresentBody presentBody;
    private final InstantSource clock;

    public AmendmentIntake(
            RegistryLog registryLog,
            AmendmentLog amendmentLog,
            PresentBody presentBody,
            InstantSource clock) {
        this.registryLog = registryLog;
        this.amendmentLog = amendmentLog;
        this.presentBody = presentBody;
        this.clock = clock;
    }

    /**
     * Corrects a report. Fails with a {@link Refusal}, which lists the names that were registered.
     * Then no correction was written, except that with 504 the outcome is unknown.
     *
     * @param id the id in the address of the request
     * @param registering the treatment of unknown names
     */
    public CompletableFuture<Amended> correct(String id, byte[] body, Registering registering) {
        return taken(() -> correct(filed(id), Fields.of(body), registering));
    }

    /**
     * Like {@link #correct(String, byte[], Registering)}.
     *
     * @param line the body, with the report's id as {@code report}
     */
    public CompletableFuture<Amended> correct(byte[] line, Registering registering) {
        return taken(
                () -> {
                    var fields = Fields.of(line);
                    return correct(named(fields), fields, registering);
                });
    }

    /**
     * Takes the content of a filed report, as an export has it: {@code report} has the id, and
     * {@code event} the number of the report's last event at the time of the export. Content that
     * the report has already is not written, whatever has happened to its names in the registry.
     * Fails with a {@link Refusal}, also if the report has changed since the export, or if a
     * spreadsheet has lost letters of its texts.
     *
     * @param dryRun whether only the outcome is returned, and nothing is written
     */
    public CompletableFuture<Amended> amend(
            Fields fields, byte[] line, Registering registering, boolean dryRun)
            throws InvalidBody {
        var id = named(fields);
        fields.require("event");
        var event = event(fields);
        if (Boolean.TRUE.equals(fields.flag("retracted"))) {
            return amendmentLog.later(id, now -> retracted(id, now));
        }
        var asSent = ReportDigest.ofIds(line).map(Fingerprint::of).orElse(null);
        var precondition = new AmendmentPrecondition(event, asSent, false);
        try {
            var names = new NameLookup(registryLog.registry(), registering);
            var correction = correction(id, fields, names, precondition);
            Consumer<ReportState> check = now -> presentBody.requireLetters(correction.body(), now);
            return dryRun
                    ? amendmentLog
                            .foresee(correction, check)
                            .thenApply(
                                    amended ->
                                            amended.repeated()
                                                    ? amended
                                                    : amended.with(
                                                            names.added(),
                                                            Warnings.of(correction.body(), names)))
                    : write(correction, names, check);
        } catch (InvalidBody e) {
            return unlessUnchanged(id, asSent, Problem.invalid(e.violations()));
        } catch (Refusal e) {
            return unlessUnchanged(id, asSent, e.problem());
        }
    }

    /**
     * Accepts a refused body if the report has it already, because the body may be older than the
     * rule that it breaks. Such a body may stay, but it must not be written again.
     */
    private CompletableFuture<Amended> unlessUnchanged(
            ReportId id, @Nullable Fingerprint asSent, Problem otherwise) {
        return asSent == null
                ? refused(otherwise)
                : amendmentLog.later(
                        id,
                        now -> {
                            if (!asSent.equals(now.content())) {
                                throw new Refusal(otherwise);
                            }
                            return amendmentLog.unchanged(id, now);
                        });
    }

    private Amended retracted(ReportId id, ReportState now) {
        if (!now.isRetracted()) {
            throw new Refusal(
                    Problem.invalid(
                            List.of(
                                    new Violation(
                                            "/retracted",
                                            "is true, but the report is not retracted. Clear this field, or retract the report with a reason"))));
        }
        return amendmentLog.unchanged(id, now);
    }

    private static @Nullable Integer event(Fields fields) {
        return fields.number("event", 0, Integer.MAX_VALUE);
    }

    /**
     * Retracts a report. Fails with a {@link Refusal}. Then nothing was written, except that with
     * 504 the outcome is unknown.
     *
     * @param id the id in the address of the request
     */
    public CompletableFuture<Amended> retract(String id, byte[] body) {
        return taken(() -> retract(filed(id), Fields.of(body)));
    }

    /**
     * Like {@link #retract(String, byte[])}.
     *
     * @param line the body, with the report's id as {@code report}
     */
    public CompletableFuture<Amended> retract(byte[] line) {
        return taken(
                () -> {
                    var fields = Fields.of(line);
                    return retract(named(fields), fields);
                });
    }

    private CompletableFuture<Amended> correct(ReportId id, Fields fields, Registering registering)
            throws InvalidBody {
        var names = new NameLookup(registryLog.registry(), registering);
        var precondition = new AmendmentPrecondition(event(fields), null, true);
        return write(correction(id, fields, names, precondition), names, _ -> {});
    }

    private CompletableFuture<Amended> write(
            Correction correction, NameLookup names, Consumer<ReportState> check) {
        var warnings = Warnings.of(correction.body(), names);
        var registration = new Registration(registryLog, names.added());
        return amendmentLog
                .write(correction, check.andThen(_ -> registration.run()))
                .thenApply(amended -> amended.with(registration.done(), warnings))
                .exceptionallyCompose(
                        fault -> refused(registration.telling(Refusal.problemOf(fault))));
    }

    private CompletableFuture<Amended> retract(ReportId id, Fields fields) throws InvalidBody {
        return amendmentLog.write(retraction(id, fields), _ -> {});
    }

    private static ReportId named(Fields fields) throws InvalidBody {
        fields.require("report");
        var report = fields.parsed("report", LONGEST_ID, ReportId::parse);
        if (report == null) {
            fields.verify();
        }
        return requireNonNull(report);
    }

    private ReportId filed(String id) {
        try {
            var report = ReportId.parse(id);
            amendmentLog.requireFiled(report);
            return report;
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.notFound(String.valueOf(e.getMessage())));
        }
    }

    private Correction correction(
            ReportId id, Fields fields, NameLookup names, AmendmentPrecondition precondition)
            throws InvalidBody {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var report = new ReportForm(fields, names, today, id).read().report();
        requireFixed(id, report);
        return new Correction(
                id,
                report,
                ReportIntake.resolved(report, names, today),
                ReportDigest.of(report),
                precondition);
    }

    private static void requireFixed(ReportId id, Report report) {
        var changed = new ArrayList<Violation>();
        if (!report.holder().equals(id.holder())) {
            changed.add(changed("/holder", report.holder(), id.holder()));
        }
        if (!report.issue().equals(id.issue())) {
            changed.add(changed("/issue", report.issue(), id.issue()));
        }
        if (!changed.isEmpty()) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.HOLDER_FIXED,
                            "The holder and the issue of %s are part of its id and never change: retract this report and file a new one"
                                    .formatted(id),
                            changed));
        }
    }

    private static Violation changed(String pointer, String given, String own) {
        return new Violation(pointer, "is %s, but this report has %s".formatted(given, own));
    }

    private static Retraction retraction(ReportId id, Fields fields) throws InvalidBody {
        fields.require("reason");
        var reason =
                fields.parsed("reason", LONGEST_REASON, text -> KeptText.of(text, LONGEST_REASON));
        fields.refuseOthers();
        fields.verify();
        return new Retraction(id, requireNonNull(reason));
    }

    private interface Taking {
        CompletableFuture<Amended> take() throws MalformedJson, InvalidBody;
    }

    private static CompletableFuture<Amended> taken(Taking taking) {
        try {
            return taking.take();
        } catch (MalformedJson e) {
            return refused(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            return refused(Problem.invalid(e.violations()));
        } catch (Refusal e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static CompletableFuture<Amended> refused(Problem problem) {
        return CompletableFuture.failedFuture(new Refusal(problem));
    }
}
