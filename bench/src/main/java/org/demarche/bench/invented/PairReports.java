package org.demarche.bench.invented;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.demarche.log.Sha256;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * Invented reports about one actor and issue. Each report has its own outlet, which is its origin,
 * too. So no count stays small because reports have something in common.
 */
public final class PairReports {

    private static final LocalDate FIRST_DAY = LocalDate.parse("1960-01-01");

    private static final int OTHERS = 6;
    public static final String HOLDER = "northland";
    public static final String ISSUE = "river-treaty";
    private static final Instant RECORDED = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Condition> CONDITIONS =
            List.of(
                    new Condition("observers", "Observers are let in before the first meeting"),
                    new Condition("toll", "The toll on the lower river is dropped"));

    private final RandomGenerator random;

    public PairReports(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The values of a report that change the result of the fold.
     *
     * @param spokenFor the actor spoken for; null if the outlet makes the statement in its own
     *     words
     */
    public record Said(@Nullable String spokenFor, Stance stance, LocalDate day) {

        public static Said on(LocalDate day, Stance stance) {
            return new Said(HOLDER, stance, day);
        }

        Said ascribedBy(@Nullable String other) {
            return new Said(other, stance, day);
        }
    }

    /**
     * Returns reports with one own statement every second day: at first short runs, then a long
     * one, then short ones, and then the last run, which has a quarter of all statements. Other
     * actors and outlets also ascribe a stance. The reports are the same at each call.
     */
    public static List<Filed> past(int statements) {
        var reports = new PairReports(new SplittableRandom(1));
        var said = new ArrayList<Said>();
        for (var n = 0; n < OTHERS; n++) {
            said.add(
                    Said.on(FIRST_DAY, Stance.AGAINST)
                            .ascribedBy(n % 2 == 0 ? "actor-" + n : null));
        }
        for (var n = 0; n < statements; n++) {
            said.add(Said.on(day(n), stance((double) n / statements, n)));
        }
        return IntStream.range(0, said.size())
                .mapToObj(n -> reports.report("past-" + n, said.get(n)))
                .toList();
    }

    /** The day of the statement with this number. */
    public static LocalDate day(int number) {
        return FIRST_DAY.plusDays(2L * number);
    }

    private static Stance stance(double place, int number) {
        if (place >= 0.75) {
            return Stance.CONDITIONAL;
        }
        if (place >= 0.25 && place < 0.65) {
            return Stance.FAVOR;
        }
        return number % 4 < 2 ? Stance.AGAINST : Stance.NONE;
    }

    public Filed report(String token, Said said) {
        var outlet = "outlet-" + token;
        var body =
                new Report(
                        HOLDER,
                        said.spokenFor(),
                        ISSUE,
                        said.spokenFor() == null ? null : new Speaker("speaker", null, "minister"),
                        said.stance(),
                        said.stance() == Stance.CONDITIONAL ? CONDITIONS : List.of(),
                        Edtf.parse(said.day().toString()),
                        null,
                        "press conference",
                        List.of("southland"),
                        new Act("REQUEST", "meet", "050"),
                        new Quote(Quote.Type.MIXED, Phrases.sentence(random, 80, 240)),
                        Phrases.sentence(random, 60, 160),
                        null,
                        new Source(
                                outlet,
                                null,
                                "https://%s.example/%s".formatted(outlet, Phrases.path(random)),
                                said.day(),
                                "en",
                                List.of()),
                        2,
                        new Coder("coder-1", Coder.Confidence.HIGH));
        return new Filed(
                new ReportId(HOLDER, ISSUE, token),
                body,
                new Resolved(outlet, "newspaper", "B", "state", null),
                Sha256.hex(token.getBytes(UTF_8)),
                RECORDED);
    }

    public static Retracted retraction(Filed report) {
        return new Retracted(report.report(), "Filed to be timed", RECORDED.plusSeconds(1));
    }
}
