package org.demarche.ingest.restoring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportLine;
import org.demarche.log.json.TextFault;
import org.demarche.log.json.Violation;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.UnreadableEntry;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;

/**
 * Takes the lines of an export. It does not repeat the checks of the first filing, because at that
 * time another registry resolved the names. It refuses only content that no stack can have written,
 * because such content shows that the file is damaged.
 */
public final class RestoreIntake {

    /** The clock of another machine may be ahead by this much. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int LONGEST_AUTHOR = 200;

    private final RegistryLog registryLog;
    private final RestoreLog restoreLog;
    private final InstantSource clock;

    public RestoreIntake(RegistryLog registryLog, RestoreLog restoreLog, InstantSource clock) {
        this.registryLog = registryLog;
        this.restoreLog = restoreLog;
        this.clock = clock;
    }

    /**
     * @return the result; fails with a {@link Refusal}. Then nothing was written, except that with
     *     504 the outcome is unknown
     */
    public CompletableFuture<LineResult> take(byte[] line) {
        try {
            return switch (ExportLine.read(line)) {
                case ExportLine.Event event -> {
                    check(event);
                    yield restoreLog.write(event);
                }
                case ExportLine.Entry entry -> CompletableFuture.completedFuture(write(entry));
                case ExportLine.Summary _ ->
                        CompletableFuture.completedFuture(new LineResult.PassedOver());
                case ExportLine.Unreadable(var place, var reason) ->
                        throw invalid(
                                "/unreadable",
                                "the export could not read the record %s, so it cannot be restored: %s"
                                        .formatted(place, reason));
            };
        } catch (UnreadableEvent e) {
            return CompletableFuture.failedFuture(refusal(e));
        } catch (UnreadableEntry e) {
            return CompletableFuture.failedFuture(
                    invalid("/entry", String.valueOf(e.getMessage())));
        } catch (Refusal e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private LineResult write(ExportLine.Entry entry) throws UnreadableEntry {
        var read = EntryCodec.decode(entry.key(), entry.document());
        var past =
                entry.past() == null
                        ? null
                        : EntryHistory.restored(entry.past(), clock.instant().plus(AHEAD));
        var stored = registryLog.restore(read, entry.document(), past);
        return new LineResult.Entry(entry.key(), stored.next(), stored.repeated());
    }

    private void check(ExportLine.Event line) {
        var violations = new ArrayList<Violation>();
        var event = line.event();
        if (line.body().length > Topics.LONGEST_REPORT) {
            throw new Refusal(Problem.tooLarge("The body", Topics.LONGEST_REPORT));
        }
        checkRecorded(event.recorded(), violations);
        var fault =
                line.recordedBy() == null ? null : TextFault.in(line.recordedBy(), LONGEST_AUTHOR);
        if (fault != null) {
            violations.add(new Violation("/recordedBy", fault));
        }
        switch (event) {
            case ReportEvent.Filed filed -> checkDigest(filed.digest(), filed.body(), violations);
            case ReportEvent.Corrected corrected ->
                    checkDigest(corrected.digest(), corrected.body(), violations);
            case ReportEvent.Retracted _ -> {}
        }
        if (!violations.isEmpty()) {
            throw new Refusal(Problem.invalid(violations));
        }
    }

    private void checkRecorded(Instant recorded, List<Violation> violations) {
        if (!ReportCodec.isRecordable(recorded)) {
            violations.add(new Violation("/recorded", "must be within the years 1970 to 9999"));
        } else if (recorded.isAfter(clock.instant().plus(AHEAD))) {
            violations.add(
                    new Violation(
                            "/recorded",
                            "is more than a day ahead of now, %s".formatted(clock.instant())));
        }
    }

    /** Checks the digest, because the service recognizes a repeated report by it. */
    private static void checkDigest(String digest, Report body, List<Violation> violations) {
        if (!digest.equals(ReportDigest.of(body))) {
            violations.add(
                    new Violation(
                            "/digest",
                            "is not the digest of the body: one of them was changed, or a later release wrote it"));
        }
    }

    private static Refusal refusal(UnreadableEvent fault) {
        return fault.where().isEmpty()
                ? new Refusal(Problem.malformed(fault.reason()))
                : invalid(pointer(fault.where()), fault.reason());
    }

    /** Returns the place of a fault in the line. A header of a record is a member of the line. */
    private static String pointer(String where) {
        return where.startsWith("header ce_") ? where.replace("header ce_", "/") : where;
    }

    private static Refusal invalid(String pointer, String message) {
        return new Refusal(Problem.invalid(List.of(new Violation(pointer, message))));
    }
}
