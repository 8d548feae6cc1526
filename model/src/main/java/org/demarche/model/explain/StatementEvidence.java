package org.demarche.model.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Denial;
import org.demarche.model.fold.Denials;
import org.demarche.model.fold.Dossier;
import org.demarche.model.fold.Facts;
import org.demarche.model.fold.Statement;
import org.demarche.model.fold.Support;
import org.jspecify.annotations.Nullable;

/**
 * A statement with all reports that attest it, and their differences. Quotes and summaries are not
 * compared, because they are the outlets' own words.
 *
 * @param subject the actor and issue for which the statement counts; they differ from those of its
 *     reports if entries were merged
 * @param voice {@code own}, {@code ascribed} or {@code narrated}
 * @param by the actor spoken for, or the outlet of a narrated statement; null for an own statement
 * @param stance the stance; null for a refusal to comment
 * @param contested whether the rule finds that the reports give different accounts, or different
 *     conditions
 * @param counts the support of this statement
 * @param reports the reports, in the order (published, id); {@code lead} is the one that speaks for
 *     the statement
 * @param open whether several accounts have the same weight, so that none is known to be right
 * @param outweighed the reports that {@code counts} leaves out; null if the rule counts all reports
 * @param denied the denials of this statement by the actor, in their order
 */
public record StatementEvidence(
        StatementId id,
        Subject subject,
        String voice,
        @Nullable String by,
        @Nullable Stance stance,
        Days saidOn,
        boolean contested,
        ReportId lead,
        Support counts,
        List<Attestation> reports,
        List<Difference> differences,
        boolean open,
        @Nullable Support outweighed,
        List<Denial> denied) {

    public StatementEvidence {
        denied = List.copyOf(denied);
        reports = List.copyOf(reports);
        differences = List.copyOf(differences);
    }

    /** Returns the same statement with its denials, which only the whole dossier has. */
    public StatementEvidence deniedBy(List<Denial> denials) {
        return new StatementEvidence(
                id,
                subject,
                voice,
                by,
                stance,
                saidOn,
                contested,
                lead,
                counts,
                reports,
                differences,
                open,
                outweighed,
                denials);
    }

    /**
     * Returns the statements of a dossier, in their order.
     *
     * @param events the events that were folded into the dossier; the bodies, which a dossier does
     *     not keep, come from them
     */
    public static List<StatementEvidence> of(
            Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        var standing = ReportBodies.of(events, time);
        var denials = dossier.at(time).denials();
        return dossier.statements().stream()
                .filter(statement -> time.hears(statement.days()))
                .sorted(Statement.ORDER)
                .map(statement -> of(statement, dossier, standing, denials))
                .toList();
    }

    /**
     * Returns the statement with this id; empty if no report attests it.
     *
     * @param events the events that were folded into the dossier
     */
    public static Optional<StatementEvidence> find(
            StatementId id, Dossier dossier, Iterable<ReportEvent> events, PointInTime time) {
        return dossier.statements().stream()
                .filter(statement -> time.hears(statement.days()) && statement.id().equals(id))
                .findFirst()
                .map(
                        statement ->
                                of(
                                        statement,
                                        dossier,
                                        ReportBodies.of(events, time),
                                        dossier.at(time).denials()));
    }

    private static StatementEvidence of(
            Statement statement, Dossier dossier, ReportBodies standing, Denials denials) {
        var rule = dossier.basis().rule();
        var weighing = rule.weigh(List.of(statement), statement.taken());
        var told = statement.reports();
        var reports = told.stream().map(facts -> attestation(statement, facts, standing)).toList();
        return new StatementEvidence(
                statement.id(),
                dossier.subject(),
                statement.voice().label(),
                statement.voice().by(),
                statement.taken(),
                statement.days(),
                rule.contested(statement),
                statement.lead().report(),
                weighing.counted(),
                reports,
                new Differences(reports, told, dossier.basis()).all(),
                statement.open(),
                weighing.outweighed(),
                denials.of(statement));
    }

    private static Attestation attestation(
            Statement statement, Facts facts, ReportBodies standing) {
        var report = Objects.requireNonNull(standing.of(facts.report()));
        return new Attestation(
                report.report(),
                report.body(),
                report.resolved(),
                report.recorded(),
                statement.isDecisive(facts));
    }
}
