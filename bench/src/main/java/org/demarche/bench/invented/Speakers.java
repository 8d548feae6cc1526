package org.demarche.bench.invented;

import static org.demarche.bench.invented.InventedRegistry.oneOf;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import org.demarche.model.Report.Condition;
import org.demarche.model.Report.Speaker;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * The invented actors and their stances. A few actors make most statements. Each actor speaks
 * mostly on one issue, and keeps a stance on an issue for about thirty statements.
 */
final class Speakers {

    // The shares of all statements:
    static final double SHIFTING = 0.03;
    static final double LATE = 0.04;
    static final double ASCRIBED = 0.05;
    static final double NARRATED = 0.04;
    static final double UNCERTAIN = 0.04;
    static final double SILENT = 0.02;
    static final double WITH_UTTERANCE = 0.03;

    private static final double NAMED_SPEAKER = 0.9;
    private static final double FROM_AGENCY = 0.7;
    private static final double CONDITIONS_WITH_KEYS = 0.8;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2018-01-01");
    private static final int DAYS = 8 * 365;

    private final InventedRegistry cast;
    private final RandomGenerator random;
    private final Zipf actors = new Zipf(InventedRegistry.ACTORS, 1.0);
    private final Zipf issues = new Zipf(InventedRegistry.ISSUES, 0.8);
    private final @Nullable Stance[][] kept =
            new Stance[InventedRegistry.ACTORS][InventedRegistry.ISSUES];
    private int statements;

    Speakers(InventedRegistry cast, RandomGenerator random) {
        this.cast = cast;
        this.random = random;
    }

    /**
     * The values that all reports of one statement share.
     *
     * @param spokenFor the actor spoken for; null if the outlets make the statement in their own
     *     words
     * @param silent whether the speaker declines to comment
     * @param today the day of filing; it is long after {@code day} if the reports are late
     * @param agency the news agency from which most papers have the statement
     */
    record Said(
            InventedRegistry.Actor holder,
            InventedRegistry.Issue issue,
            @Nullable String spokenFor,
            @Nullable Speaker speaker,
            Stance stance,
            boolean silent,
            List<Condition> conditions,
            Edtf saidOn,
            LocalDate day,
            LocalDate today,
            @Nullable String agency,
            @Nullable String utterance) {}

    /**
     * @param gone the share of all the years that has passed, from 0 to 1
     */
    Said next(double gone) {
        statements++;
        var holder = cast.actors().get(actors.draw(random));
        var issue =
                cast.issues()
                        .get((issues.draw(random) + 7 * holder.number()) % InventedRegistry.ISSUES);
        var speaking = speaking(holder);
        var stance = holder.equals(speaking) ? own(holder, issue) : anyStance();
        var today = FIRST_DAY.plusDays((long) (DAYS * gone));
        var day = chance(LATE) ? today.minusDays(random.nextInt(30, 900)) : today;
        return new Said(
                holder,
                issue,
                speaking == null ? null : speaking.id(),
                speaking != null && chance(NAMED_SPEAKER)
                        ? oneOf(random, speaking.speakers())
                        : null,
                stance,
                chance(SILENT),
                stance == Stance.CONDITIONAL ? conditions(issue) : List.of(),
                saidOn(day),
                day,
                today,
                chance(FROM_AGENCY) ? oneOf(random, cast.agencies()) : null,
                chance(WITH_UTTERANCE) ? "utterance-" + statements : null);
    }

    /** Returns the actor who speaks; null if the papers make the statement in their own words. */
    private InventedRegistry.@Nullable Actor speaking(InventedRegistry.Actor holder) {
        var voice = random.nextDouble();
        if (voice < NARRATED) {
            return null;
        }
        return voice < NARRATED + ASCRIBED ? cast.actors().get(actors.draw(random)) : holder;
    }

    private Stance own(InventedRegistry.Actor actor, InventedRegistry.Issue issue) {
        var before = kept[actor.number()][issue.number()];
        var stance = before == null || chance(SHIFTING) ? anyStance() : before;
        kept[actor.number()][issue.number()] = stance;
        return stance;
    }

    private Stance anyStance() {
        return oneOf(random, List.of(Stance.values()));
    }

    private List<Condition> conditions(InventedRegistry.Issue issue) {
        var first = random.nextInt(issue.conditions().size() - 2);
        var heard = issue.conditions().subList(first, first + random.nextInt(1, 4));
        return chance(CONDITIONS_WITH_KEYS)
                ? heard
                : heard.stream().map(condition -> new Condition(null, condition.text())).toList();
    }

    private Edtf saidOn(LocalDate day) {
        if (!chance(UNCERTAIN)) {
            return Edtf.parse(day.toString());
        }
        var month = day.toString().substring(0, "2022-12".length());
        var forms = List.of(month, day + "~", day.minusDays(2) + "/" + day, "[.." + day + "]");
        return Edtf.parse(oneOf(random, forms));
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
