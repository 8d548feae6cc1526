package org.demarche.gateway.export;

import static org.demarche.gateway.Reports.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Outlet;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;

/** A statement of each voice, one with all that a report can say, and a denial. */
final class AllStatements {

    private AllStatements() {}

    static void fill(Stack stack) {
        stack.register(
                actor("norland", Actor.Kind.STATE, "Norland", "NOR", "GOV", "Q1"),
                actor("sudland", Actor.Kind.STATE, "Sudland", "SDN", "GOV", null),
                actor("ada-lund", Actor.Kind.PERSON, "Ada Lund", "NOR", "GOV", "Q7"),
                Reports.TREATY,
                Reports.TOLLS,
                Reports.DAILY,
                new Outlet(
                        "herald",
                        "The Herald",
                        List.of(),
                        Outlet.Kind.NEWSPAPER,
                        null,
                        null,
                        null,
                        List.of(),
                        null));
        stack.publish(
                documents(
                        full("full", "daily", "herald", "2024-05-02"),
                        full("twin", "herald", null, "2024-05-03"),
                        told(),
                        bare()));
        stack.publish(documents(mute()));
    }

    private static ReportEvent full(
            String token, String outlet, String agency, String publishedOn) {
        return said("norland.river-treaty." + token, Stance.CONDITIONAL, "2024-05-01")
                .speaker("ada-lund", "Ada Lund", "spokeswoman")
                .on("dam-inspected", "the dam is inspected")
                .onText("tolls end, at once")
                .at("2024-05-01T08:30:00Z", ZoneOffset.ofHours(2), "quay, at noon")
                .to("sudland")
                .act("REJECT", "meet", "125")
                .quoted(Report.Quote.Type.MIXED, "-not before-")
                .summary("Norland will sign once the dam is inspected.")
                .utterance("quay-speech")
                .source(
                        new Report.Source(
                                outlet,
                                agency,
                                "https://%s.example/1".formatted(outlet),
                                LocalDate.parse(publishedOn),
                                "en-GB",
                                List.of("read-out", "embassy")))
                .coder("ab", Report.Coder.Confidence.HIGH)
                .resolved("newspaper", "B", "state", "Minister of rivers")
                .graded("B", 2)
                .filed();
    }

    /** Sudland says it of Norland. */
    private static ReportEvent told() {
        return said("norland.river-treaty.told", Stance.AGAINST, "2024-04")
                .ascribedBy("sudland")
                .speaker(null, "Bo Sand", null)
                .act("ACCUSE", null, null)
                .saidAfter("quay-speech")
                .source(
                        new Report.Source(
                                "daily",
                                null,
                                null,
                                LocalDate.parse("2024-05-04"),
                                null,
                                Instant.parse("2024-05-04T10:00:00Z"),
                                null,
                                List.of()))
                .filed();
    }

    /** The outlet says it in its own words, and no day. */
    private static ReportEvent bare() {
        return said("norland.river-treaty.bare", Stance.FAVOR, null)
                .narrated()
                .published("2024-05-05")
                .act("SUPPORT", null, null)
                .filed();
    }

    /** A plain comment, which PLOVER has no type for: it declines to make one. */
    private static ReportEvent mute() {
        return said("sudland.river-tolls.mute", Stance.NONE, "2024-05-06")
                .declining()
                .denying("toll-speech")
                .in("herald")
                .publishedIn("2024-05")
                .published("2024-05-06")
                .filed();
    }

    private static ReportBuilder said(String id, Stance stance, String saidOn) {
        return ReportBuilder.said(id, stance, saidOn)
                .resolved("newspaper", "B", "state", null)
                .recordedAt(Reports.RECORDED);
    }

    private static Actor actor(
            String id, Actor.Kind kind, String name, String code, String sector, String wikidata) {
        return new Actor(
                id, kind, name, List.of(), code, sector, wikidata, null, List.of(), null, null,
                List.of(), null);
    }
}
