package org.demarche.bench;

import static org.demarche.bench.PairReports.FIRST_DAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.demarche.bench.PairReports.Said;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;

/**
 * A pair whose history grows in one way, and the places at which one more report goes into it.
 *
 * @param name of what there is more and more of
 */
record Setting(String name, Past past, List<Place> places) {

    private static final long SEED = 1;
    private static final int OTHERS = 6;

    /** What was said of the pair before. */
    @FunctionalInterface
    interface Past {
        List<Said> of(int size);
    }

    /** What one more report says. */
    @FunctionalInterface
    interface More {
        Said in(int size);
    }

    /**
     * @param bounded the time must not grow with the history; what may cost the length of what it
     *     changes is shown beside
     */
    record Place(String name, boolean bounded, More more) {}

    static List<Setting> all() {
        return List.of(statements(), reports(), accounts(), day());
    }

    /** The same reports each time. */
    List<Filed> past(int size) {
        var reports = new PairReports(new SplittableRandom(SEED));
        var said = new ArrayList<>(others());
        said.addAll(past.of(size));
        return IntStream.range(0, said.size())
                .mapToObj(n -> reports.report("past-" + n, said.get(n)))
                .toList();
    }

    /** Others speak of it, too: of each, the last word stands in every document. */
    private static List<Said> others() {
        return IntStream.range(0, OTHERS)
                .mapToObj(
                        n ->
                                Said.on(FIRST_DAY, Stance.AGAINST)
                                        .ascribedBy(n % 2 == 0 ? "actor-" + n : null))
                .toList();
    }

    /**
     * A statement each second day: at first short runs, then a long one, short ones, and the last
     * run, which is a quarter of all.
     */
    static Setting statements() {
        return new Setting(
                "statements of the pair",
                size ->
                        IntStream.range(0, size)
                                .mapToObj(n -> Said.on(day(n), stance(n, size)))
                                .toList(),
                List.of(
                        bounded(
                                "newest day, the same stance",
                                size -> Said.on(day(size), Stance.CONDITIONAL)),
                        bounded(
                                "newest day, another stance",
                                size -> Said.on(day(size), Stance.AGAINST)),
                        bounded(
                                "in the last run, the same stance",
                                size -> Said.on(dayAt(0.875, size), Stance.CONDITIONAL)),
                        bounded(
                                "middle, the same stance",
                                size -> Said.on(dayAt(0.45, size), Stance.FAVOR)),
                        bounded(
                                "middle, splits a long run",
                                size -> Said.on(dayAt(0.45, size), Stance.AGAINST)),
                        bounded("oldest day", _ -> Said.on(FIRST_DAY.minusDays(1), Stance.FAVOR)),
                        unbounded(
                                "splits the last run",
                                size -> Said.on(dayAt(0.875, size), Stance.FAVOR))));
    }

    /** The last statement, on conditions, with a report each second day. */
    private static Setting reports() {
        var said = Said.on(day(0), Stance.CONDITIONAL).in("speech");
        return new Setting(
                "reports of the statement",
                size -> IntStream.range(0, size).mapToObj(n -> said.publishedOn(day(n))).toList(),
                List.of(
                        bounded("published last", size -> said.publishedOn(day(size))),
                        bounded("published between", size -> said.publishedOn(dayAt(0.5, size))),
                        bounded(
                                "published first, speaks for it",
                                _ -> said.publishedOn(day(0).minusDays(1))),
                        bounded(
                                "another account of it",
                                size ->
                                        Said.on(day(0), Stance.FAVOR)
                                                .in("speech")
                                                .publishedOn(day(size)))));
    }

    /** Two accounts of one statement with as many origins each: one more decides. */
    private static Setting accounts() {
        return new Setting(
                "reports of a contested statement",
                size ->
                        IntStream.range(0, size)
                                .mapToObj(n -> account(n % 2 == 0).publishedOn(day(n)))
                                .toList(),
                List.of(
                        bounded(
                                "for the account that counts",
                                size -> account(false).publishedOn(day(size))),
                        bounded(
                                "turns the account that counts",
                                size -> account(true).publishedOn(day(size)))));
    }

    /** Speakers that disagree all day long. */
    private static Setting day() {
        return new Setting(
                "statements of one day",
                size ->
                        IntStream.range(0, size)
                                .mapToObj(n -> account(n % 3 > 0).by(n).publishedOn(day(n)))
                                .map(said -> said.in("remark-" + said.speaker()))
                                .toList(),
                List.of(
                        bounded(
                                "published last",
                                size -> account(true).in("more").publishedOn(day(size))),
                        bounded(
                                "published between, decides the day",
                                size ->
                                        Said.on(day(0), Stance.CONDITIONAL)
                                                .publishedOn(dayAt(0.5, size))),
                        bounded("the day after", _ -> Said.on(day(1), Stance.FAVOR))));
    }

    private static Place bounded(String name, More more) {
        return new Place(name, true, more);
    }

    private static Place unbounded(String name, More more) {
        return new Place(name, false, more);
    }

    private static Said account(boolean first) {
        return Said.on(day(0), first ? Stance.FAVOR : Stance.AGAINST).in("speech");
    }

    private static Stance stance(int number, int size) {
        var place = (double) number / size;
        if (place >= 0.75) {
            return Stance.CONDITIONAL;
        }
        if (place >= 0.25 && place < 0.65) {
            return Stance.FAVOR;
        }
        return number % 4 < 2 ? Stance.AGAINST : Stance.NONE;
    }

    private static LocalDate day(int number) {
        return FIRST_DAY.plusDays(2L * number);
    }

    /** Of no statement: between two. */
    static LocalDate dayAt(double place, int size) {
        return day((int) (place * size)).plusDays(1);
    }
}
