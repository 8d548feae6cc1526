package org.demarche.log.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;

/** Invented reports: one that uses every field, one that has what it must and no more. */
public final class Reports {

    public static final ReportId ID = new ReportId("norland", "strait-talks", "a-1");
    public static final Instant RECORDED = Instant.parse("2024-05-06T07:08:09.123Z");
    public static final String DIGEST = "0123456789abcdef".repeat(4);

    public static final Report FULL =
            new Report(
                    "norland",
                    "norland",
                    "strait-talks",
                    new Speaker("ada-berg", "Ada Bérg", "government spokeswoman"),
                    Stance.CONDITIONAL,
                    List.of(
                            new Condition("fleet-leaves", "the fleet leaves the strait"),
                            new Condition(null, "\"observers\" are let in 🕊")),
                    Edtf.parse("2024-05-03/2024-05-04"),
                    Instant.parse("2024-05-04T09:30:00Z"),
                    "daily briefing",
                    List.of("sudland", "ostland"),
                    new Act("REJECT", "meet", "125"),
                    new Quote(Quote.Type.MIXED, "We will talk,\nonce the strait is free.\\"),
                    "Talks only once the strait is free.",
                    "berg-strait-2024-05-04",
                    new Source(
                            "north-daily",
                            "wire-one",
                            "https://north.example/a?b=1&c=ü",
                            LocalDate.of(2024, 5, 4),
                            "en-GB",
                            List.of("the government's read-out", "Wire One")),
                    2,
                    new Coder("ab", Coder.Confidence.HIGH));

    public static final Resolved FULLY_RESOLVED =
            new Resolved("wire-one", "newspaper", "B", "state", "Spokeswoman of the government");

    public static final Report MINIMAL =
            new Report(
                    "norland",
                    null,
                    "strait-talks",
                    null,
                    Stance.AGAINST,
                    List.of(),
                    Edtf.parse("2024"),
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    new Source("north-daily", null, null, null, null, List.of()),
                    null,
                    null);

    /** With the fields that came later. */
    public static final Report LATER =
            new Report(
                    "norland",
                    "norland",
                    "strait-talks",
                    null,
                    Stance.NONE,
                    List.of(),
                    Edtf.parse("2024-05-05"),
                    Instant.parse("2024-05-04T21:00:00Z"),
                    ZoneOffset.ofHours(9),
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    "berg-denial-2024-05-05",
                    "berg-strait-2024-05-04",
                    "berg-interview-2024-05-03",
                    new Source(
                            "north-daily",
                            null,
                            null,
                            LocalDate.of(2024, 5, 4),
                            Edtf.parse("2024-05"),
                            Instant.parse("2024-05-04T21:15:30.5Z"),
                            null,
                            List.of()),
                    4,
                    null);

    public static final Resolved HARDLY_RESOLVED =
            new Resolved("north-daily", null, null, null, null);

    public static final Filed FILED = new Filed(ID, FULL, FULLY_RESOLVED, DIGEST, RECORDED);
    public static final Corrected CORRECTED =
            new Corrected(ID, FULL, FULLY_RESOLVED, DIGEST, RECORDED);
    public static final Retracted RETRACTED =
            new Retracted(ID, "The outlet withdrew the article.", RECORDED);

    private Reports() {}
}
