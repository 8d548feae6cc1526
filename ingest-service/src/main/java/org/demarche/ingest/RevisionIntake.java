package org.demarche.ingest;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.demarche.ingest.Revision.Correction;
import org.demarche.ingest.Revision.Retraction;
import org.demarche.log.Fields;
import org.demarche.log.InvalidBody;
import org.demarche.log.KeptText;
import org.demarche.log.MalformedJson;
import org.demarche.log.Violation;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.Report;
import org.demarche.model.ReportId;

/**
 * The way in for what changes a report that is filed. A corrected body is checked whole, as a new
 * one is, and what the fold needs of the registry is written beside it anew.
 */
final class RevisionIntake {

    private static final int LONGEST_REASON = 500;

    private final RegistryLog registryLog;
    private final RevisionLog revisionLog;
    private final InstantSource clock;

    RevisionIntake(RegistryLog registryLog, RevisionLog revisionLog, InstantSource clock) {
        this.registryLog = registryLog;
        this.revisionLog = revisionLog;
        this.clock = clock;
    }

    /**
     * @param id as the address has it
     * @param registering what becomes of unknown names
     * @throws Refusal then nothing is written, save with 504, and what was registered is told
     */
    Revised correct(String id, byte[] body, Registering registering) {
        var report = filed(id);
        var names = new NameLookup(registryLog.registry(), registering);
        var correction = read(() -> correction(report, Fields.of(body), names));
        var registration = new Registration(registryLog, names.added());
        try {
            var revised = revisionLog.write(correction, registration);
            return revised.with(registration.done(), Warnings.of(correction.body(), names));
        } catch (Refusal e) {
            throw new Refusal(registration.telling(e.problem()));
        }
    }

    /**
     * @param id as the address has it
     * @throws Refusal then nothing is written, save with 504
     */
    Revised retract(String id, byte[] body) {
        var report = filed(id);
        return revisionLog.write(read(() -> retraction(report, Fields.of(body))), () -> {});
    }

    private ReportId filed(String id) {
        try {
            var report = ReportId.parse(id);
            revisionLog.requireFiled(report);
            return report;
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.notFound(String.valueOf(e.getMessage())));
        }
    }

    private Correction correction(ReportId id, Fields fields, NameLookup names) throws InvalidBody {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var report = new ReportForm(fields, names, today, id).read().report();
        requireFixed(id, report);
        return new Correction(
                id, report, Intake.resolved(report, names, today), ReportDigest.of(report));
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
                    Problem.holderFixed(
                            "Holder and issue of %s are part of its id and never change: retract this report and file it anew"
                                    .formatted(id),
                            changed));
        }
    }

    private static Violation changed(String pointer, String given, String own) {
        return new Violation(pointer, "is %s, and this report's is %s".formatted(given, own));
    }

    private static Retraction retraction(ReportId id, Fields fields) throws InvalidBody {
        fields.require("reason");
        var reason =
                fields.parsed("reason", LONGEST_REASON, text -> KeptText.of(text, LONGEST_REASON));
        fields.refuseOthers();
        fields.verify();
        return new Retraction(id, requireNonNull(reason));
    }

    private interface Body<T> {
        T read() throws MalformedJson, InvalidBody;
    }

    private static <T> T read(Body<T> body) {
        try {
            return body.read();
        } catch (MalformedJson e) {
            throw new Refusal(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            throw new Refusal(Problem.invalid(e.violations()));
        }
    }
}
