package org.demarche.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import org.demarche.log.Sha256;
import org.demarche.model.Edtf;
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
import org.jspecify.annotations.Nullable;

/**
 * Invented reports about one actor and issue. Each has an outlet of its own, which is its origin,
 * too: no count can be kept small by what many reports have in common.
 */
final class PairReports {

    static final LocalDate FIRST_DAY = LocalDate.parse("1960-01-01");

    private static final String HOLDER = "northland";
    private static final String ISSUE = "river-treaty";
    private static final Instant RECORDED = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Condition> CONDITIONS =
            List.of(
                    new Condition("observers", "Observers are let in before the first meeting"),
                    new Condition("toll", "The toll on the lower river is dropped"));

    private final RandomGenerator random;

    PairReports(RandomGenerator random) {
        this.random = random;
    }

    /**
     * What the fold makes a difference of.
     *
     * @param spokenFor null where it is the outlet's own word
     * @param speaker the number of one
     * @param utterance null where statements are told apart by speaker, days and stance
     */
    record Said(
            @Nullable String spokenFor,
            int speaker,
            Stance stance,
            LocalDate day,
            LocalDate published,
            @Nullable String utterance) {

        static Said on(LocalDate day, Stance stance) {
            return new Said(HOLDER, 0, stance, day, day, null);
        }

        Said publishedOn(LocalDate other) {
            return new Said(spokenFor, speaker, stance, day, other, utterance);
        }

        Said by(int other) {
            return new Said(spokenFor, other, stance, day, published, utterance);
        }

        Said ascribedBy(@Nullable String other) {
            return new Said(other, speaker, stance, day, published, utterance);
        }

        Said in(String speech) {
            return new Said(spokenFor, speaker, stance, day, published, speech);
        }
    }

    Filed report(String token, Said said) {
        var outlet = "outlet-" + token;
        var body =
                new Report(
                        HOLDER,
                        said.spokenFor(),
                        ISSUE,
                        said.spokenFor() == null
                                ? null
                                : new Speaker("speaker-" + said.speaker(), null, "minister"),
                        said.stance(),
                        said.stance() == Stance.CONDITIONAL ? CONDITIONS : List.of(),
                        Edtf.parse(said.day().toString()),
                        null,
                        "press conference",
                        List.of("southland"),
                        new Act("REQUEST", "meet", "050"),
                        new Quote(Quote.Type.MIXED, Phrases.sentence(random, 80, 240)),
                        Phrases.sentence(random, 60, 160),
                        said.utterance(),
                        new Source(
                                outlet,
                                null,
                                "https://%s.example/%s".formatted(outlet, Phrases.path(random)),
                                said.published(),
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

    static Retracted retraction(Filed report) {
        return new Retracted(report.report(), "Filed to be timed", RECORDED.plusSeconds(1));
    }
}
