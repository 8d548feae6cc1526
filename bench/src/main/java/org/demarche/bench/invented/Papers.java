package org.demarche.bench.invented;

import static org.demarche.bench.invented.InventedRegistry.oneOf;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.demarche.bench.invented.Speakers.Said;
import org.demarche.log.event.ReportDigest;
import org.demarche.model.Report;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportId;
import org.demarche.model.Resolved;
import org.jspecify.annotations.Nullable;

/** Invents the reports of a statement: mostly by one or two papers, sometimes by up to eight. */
final class Papers {

    /** The possible numbers of reports of a statement. One is drawn for each statement. */
    private static final List<Integer> ECHO = List.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 8);

    private static final double NAMING_THE_AGENCY = 0.8;
    private static final double LOOKING_BACK = 0.5;
    private static final double WITH_THE_CONDITIONS = 0.9;
    private static final int TOKEN = 24;
    private static final LocalTime FILED_AT = LocalTime.NOON;

    private final InventedRegistry cast;
    private final RandomGenerator random;
    private final Zipf outlets = new Zipf(InventedRegistry.OUTLETS, 0.7);

    Papers(InventedRegistry cast, RandomGenerator random) {
        this.cast = cast;
        this.random = random;
    }

    List<Filed> reportsOf(Said said) {
        return IntStream.range(0, oneOf(random, ECHO)).mapToObj(_ -> report(said)).toList();
    }

    private Filed report(Said said) {
        var outlet = cast.outlets().get(outlets.draw(random));
        var agency = chance(NAMING_THE_AGENCY) ? said.agency() : null;
        var body =
                new Report(
                        said.holder().id(),
                        said.spokenFor(),
                        said.issue().id(),
                        said.speaker(),
                        said.stance(),
                        chance(WITH_THE_CONDITIONS) ? said.conditions() : List.of(),
                        said.saidOn(),
                        null,
                        chance(0.3) ? "press conference" : null,
                        chance(0.3) ? List.of(oneOf(random, cast.actors()).id()) : List.of(),
                        act(said),
                        quote(),
                        Phrases.sentence(random, 60, 160),
                        said.utterance(),
                        source(outlet, agency, published(said)),
                        random.nextInt(1, 7),
                        new Coder("coder-" + random.nextInt(5), Coder.Confidence.HIGH));
        var resolved =
                new Resolved(
                        agency == null ? outlet.id() : agency,
                        outlet.kind(),
                        outlet.grade(),
                        said.holder().kind(),
                        office(said));
        var digest = ReportDigest.of(body);
        return new Filed(
                new ReportId(body.holder(), body.issue(), digest.substring(0, TOKEN)),
                body,
                resolved,
                digest,
                said.today().atTime(FILED_AT).toInstant(ZoneOffset.UTC));
    }

    /**
     * Returns the day of filing, if the paper looks back; otherwise the day of the statement, or
     * the next day.
     */
    private LocalDate published(Said said) {
        return chance(LOOKING_BACK) ? said.today() : said.day().plusDays(random.nextInt(2));
    }

    private Source source(
            InventedRegistry.Outlet outlet, @Nullable String agency, LocalDate published) {
        var url =
                "https://%s.example/%s/%s-%d"
                        .formatted(
                                outlet.id(),
                                published.toString().replace('-', '/'),
                                Phrases.path(random),
                                random.nextInt(1_000_000));
        return new Source(
                outlet.id(),
                agency,
                url,
                published,
                outlet.language(),
                chance(0.1) ? List.of("a read-out") : List.of());
    }

    private Quote quote() {
        return switch (random.nextInt(4)) {
            case 0 -> new Quote(Quote.Type.DIRECT, Phrases.sentence(random, 80, 240));
            case 1 -> new Quote(Quote.Type.MIXED, Phrases.sentence(random, 30, 80));
            default -> new Quote(Quote.Type.INDIRECT, null);
        };
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private static Act act(Said said) {
        if (said.silent()) {
            return new Act(null, null, Report.DECLINE_TO_COMMENT);
        }
        return switch (said.stance()) {
            case FAVOR -> new Act("AGREE", "meet", "036");
            case CONDITIONAL -> new Act("REQUEST", "meet", "050");
            case AGAINST -> new Act("REJECT", "meet", "125");
            case NONE -> new Act(null, null, "010");
        };
    }

    private static @Nullable String office(Said said) {
        var speaker = said.speaker();
        return speaker == null || speaker.actor() == null ? null : speaker.role();
    }
}
