package org.demarche.gateway;

import static org.demarche.gateway.Reports.filed;

import java.time.LocalDate;
import java.util.List;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.model.Edtf;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;

/** What the examples of the document are of. */
final class ExampleWorld {

    private ExampleWorld() {}

    static void fill(Stack stack) {
        stack.register(
                Reports.NORLAND,
                Reports.SUDLAND,
                board(),
                speaker(),
                Reports.issue("rivers", "Rivers"),
                treaty(),
                Reports.TOLLS,
                daily(),
                herald());
        stack.publish(
                0,
                Published.of(
                        filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01"),
                        filed(
                                "norland",
                                "river-treaty",
                                "r2",
                                Stance.FAVOR,
                                "2024-05-01",
                                "daily",
                                "quay-speech"),
                        filed(
                                "norland",
                                "river-treaty",
                                "r3",
                                Stance.AGAINST,
                                "2024-05-01",
                                "herald",
                                "quay-speech")));
        stack.publish(1, Published.of(talks()));
    }

    private static Actor board() {
        var part = new Actor.Part("norland", null, Edtf.parse("2020-01-01"), null);
        return new Actor(
                "river-board",
                Actor.Kind.ORGANIZATION,
                "River Board",
                List.of(),
                null,
                null,
                null,
                null,
                List.of(part),
                null);
    }

    private static Actor speaker() {
        var office = new Actor.Part("norland", "spokeswoman", Edtf.parse("2023-01-01"), null);
        return new Actor(
                "ada-lund",
                Actor.Kind.PERSON,
                "Ada Lund",
                List.of(),
                null,
                null,
                null,
                null,
                List.of(office),
                null);
    }

    private static Issue treaty() {
        return new Issue(
                "river-treaty",
                "River treaty should be kept",
                "River treaty",
                List.of(),
                "rivers",
                null);
    }

    private static Outlet daily() {
        return new Outlet(
                "daily",
                "The Daily",
                List.of("River Daily"),
                Outlet.Kind.NEWSPAPER,
                "river-board",
                null,
                null,
                List.of(),
                null);
    }

    private static Outlet herald() {
        return new Outlet(
                "herald",
                "The Herald",
                List.of(),
                Outlet.Kind.NEWSPAPER,
                null,
                null,
                null,
                List.of(),
                null);
    }

    /** With an act, so that it is an event too. */
    private static ReportEvent talks() {
        var body =
                new Report(
                        "sudland",
                        "sudland",
                        "river-treaty",
                        null,
                        Stance.NONE,
                        List.of(),
                        Edtf.parse("2024-03-03"),
                        null,
                        null,
                        List.of("norland"),
                        new Report.Act("CONSULT", "meet", null),
                        null,
                        "Sudland will talk first.",
                        null,
                        new Report.Source(
                                "daily",
                                null,
                                null,
                                LocalDate.parse("2024-03-04"),
                                null,
                                List.of()),
                        null,
                        null);
        return new ReportEvent.Filed(
                new ReportId("sudland", "river-treaty", "r1"),
                body,
                new Resolved("daily", "newspaper", null, "state", null),
                ReportDigest.of(body),
                Reports.RECORDED);
    }
}
