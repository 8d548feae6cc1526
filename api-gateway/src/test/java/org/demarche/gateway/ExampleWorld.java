package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.gateway.Reports.filed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.demarche.log.VersionId;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.event.ReportDigest;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Outlet;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.demarche.model.fold.Rule;

/** The data behind the examples of the document. */
final class ExampleWorld {

    private static final VersionId NEXT = new VersionId("positions", 3);

    static final AccessToken TOKEN =
            new AccessToken(
                    "m3k9x2p4q7r1",
                    "Desk, night",
                    Set.of(AccessRole.CODE),
                    "0".repeat(64),
                    Instant.parse("2025-01-02T03:04:05Z"),
                    "administrator",
                    Instant.parse("2035-01-01T00:00:00Z"),
                    null);

    private ExampleWorld() {}

    static void fill(Stack stack) {
        stack.register(
                Reports.NORLAND,
                Stack.past(
                        Reports.RECORDED,
                        "\"complete\":true,\"earlier\":[{\"recorded\":\"2024-01-01T00:00:00Z\",\"entry\":"
                                + "{\"id\":\"norland\",\"kind\":\"state\",\"name\":\"Norland\",\"aliases\":[],\"memberOf\":[]}}]"));
        stack.register(
                Reports.RECORDED,
                Reports.SUDLAND,
                board(),
                speaker(),
                person("j-d-roe", "J.D. Roe"),
                person("jd-roe", "JD Roe"),
                Reports.issue("rivers", "Rivers"),
                treaty(),
                Reports.TOLLS,
                daily(),
                herald());
        var events =
                new ReportEvent[] {
                    filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01"),
                    quoted(
                            filed(
                                    "norland",
                                    "river-treaty",
                                    "r2",
                                    Stance.FAVOR,
                                    "2024-05-01",
                                    "daily",
                                    "quay-speech")),
                    filed(
                            "norland",
                            "river-treaty",
                            "r3",
                            Stance.AGAINST,
                            "2024-05-01",
                            "herald",
                            "quay-speech"),
                    talks(),
                    doubt()
                };
        var partition = Topics.partitionOf("norland", Stack.PARTITIONS);
        stack.publish(partition, Published.of(events));
        serve(stack, partition, events);
        Parked.letter(
                stack,
                NEXT,
                0,
                0,
                ": The body is not JSON",
                "norland.river-treaty.r9",
                "{\"holder\": \0".getBytes(UTF_8));
    }

    /** By the second rule; what the first one made of it stands by. */
    private static void serve(Stack stack, int partition, ReportEvent... events) {
        stack.decide(new Started(NEXT.number(), PositionsRevision.NOW, false, null, null, 10));
        var transaction = stack.begin(NEXT, partition);
        Published.by(Rule.LATEST_OWN_2, events).documents().forEach(transaction::put);
        transaction.commit(events.length);
        stack.awaitCopy(NEXT, partition, events.length);
        stack.await(all -> all.version(NEXT).orElseThrow().label().equals("ready"));
        stack.decide(new Promoted(NEXT.number(), 1));
        // what is answered of a version is what there is
        stack.get("/v1/positions");
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
                null,
                null,
                List.of(),
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
                null,
                null,
                List.of(),
                null);
    }

    /** Of a name that an earlier release did not take for another's. */
    private static Actor person(String id, String name) {
        return new Actor(
                id,
                Actor.Kind.PERSON,
                name,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
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
                List.of(new Outlet.Reliability(Outlet.Grade.B, null)),
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

    /** With the speaker's words, so that this account counts, and with grades. */
    private static ReportEvent quoted(ReportEvent event) {
        return ReportBuilder.like(event)
                .quoted(Report.Quote.Type.DIRECT, "We keep the treaty.")
                .graded("B", 2)
                .digestedBy(ReportDigest::of)
                .filed();
    }

    private static ReportEvent talks() {
        return said("sudland", "r1", Stance.NONE, "2024-03-03", "Sudland will talk first.")
                .to("norland")
                .act("CONSULT", "meet", null)
                .filed();
    }

    private static ReportEvent doubt() {
        return said(
                        "norland",
                        "r4",
                        Stance.AGAINST,
                        "2024-06-01",
                        "Sudland says that Norland will not keep the treaty.")
                .filed();
    }

    private static ReportBuilder said(
            String holder, String token, Stance stance, String saidOn, String summary) {
        return ReportBuilder.said(holder + ".river-treaty." + token, stance, saidOn)
                .published(LocalDate.parse(saidOn).plusDays(1).toString())
                .ascribedBy("sudland")
                .summary(summary)
                .resolved("newspaper", null, "state", null)
                .recordedAt(Reports.RECORDED)
                .digestedBy(ReportDigest::of);
    }
}
