package org.demarche.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.demarche.bench.FoldedPair.Cost;
import org.demarche.bench.Setting.Place;
import org.demarche.model.ReportEvent.Filed;

/**
 * How long one more report takes, in histories of several lengths. Rounds go through all of them,
 * so that what else the machine does falls upon each alike; the first rounds only warm up.
 */
final class FoldTimes {

    private static final int WARM_UP_ROUNDS = 6;

    /** Each is retracted again, so a history is no longer after them; only its reports are. */
    static final int IN_A_ROW = 40;

    private final List<Integer> sizes;
    private final int rounds;
    private final PairReports reports = new PairReports(new SplittableRandom(2));
    private final Map<History, List<Filed>> pasts = new HashMap<>();
    private final Map<Cell, Measured> cells = new HashMap<>();
    private int filed;

    private record Cell(Setting setting, Place place, int size) {}

    private record History(Setting setting, int size) {}

    /** What happened at one place of a history of one length; the documents are the last ones. */
    private static final class Measured {
        private final Samples filed = new Samples();
        private final Samples retracted = new Samples();
        private int documents;
        private long bytes;
    }

    FoldTimes(List<Integer> sizes, int rounds) {
        this.sizes = sizes;
        this.rounds = rounds;
    }

    List<FoldReport.Row> measure(List<Setting> settings) {
        for (var round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (var setting : settings) {
                for (var size : sizes) {
                    measure(setting, size, round >= 0);
                }
            }
        }
        return rows(settings);
    }

    private void measure(Setting setting, int size, boolean counts) {
        var past = pasts.computeIfAbsent(new History(setting, size), _ -> setting.past(size));
        var pair = FoldedPair.of(past);
        for (var place : setting.places()) {
            var measured =
                    counts
                            ? cells.computeIfAbsent(
                                    new Cell(setting, place, size), _ -> new Measured())
                            : new Measured();
            for (var n = 0; n < IN_A_ROW; n++) {
                var report = reports.report("more-" + filed++, place.more().in(size));
                var filing = pair.file(report);
                measured.filed.add(filing.nanos());
                note(measured, filing);
                measured.retracted.add(pair.retract(PairReports.retraction(report)).nanos());
            }
        }
    }

    private static void note(Measured measured, Cost filing) {
        measured.documents = filing.documents();
        measured.bytes = filing.bytes();
    }

    private List<FoldReport.Row> rows(List<Setting> settings) {
        var rows = new ArrayList<FoldReport.Row>();
        for (var setting : settings) {
            for (var place : setting.places()) {
                rows.add(
                        FoldReport.Row.of(
                                setting,
                                place,
                                sizes.stream().map(size -> size(setting, place, size)).toList()));
            }
        }
        return rows;
    }

    private FoldReport.Size size(Setting setting, Place place, int size) {
        var measured = cells.get(new Cell(setting, place, size));
        if (measured == null) {
            throw new IllegalStateException("Nothing was measured at " + place.name());
        }
        return new FoldReport.Size(
                size,
                Times.of(measured.filed),
                Times.of(measured.retracted),
                measured.documents,
                measured.bytes);
    }
}
