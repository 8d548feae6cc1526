package org.demarche.bench.invented;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.StatementId;

/**
 * The reports of eight invented years, in the order in which they are filed. The same seed and
 * count give the same reports. The reports of a statement are mixed with those of others, and some
 * reports come twice.
 */
public final class SyntheticReports implements Iterator<Filed> {

    /** The share of all records that repeat an earlier one. */
    static final double DUPLICATED = 0.02;

    private static final int MIXED = 512;
    private static final int REMEMBERED = 4096;

    private final SplittableRandom random;
    private final InventedRegistry cast;
    private final Speakers speakers;
    private final Papers papers;
    private final List<Filed> waiting = new ArrayList<>();
    private final List<Filed> recent = new ArrayList<>();
    private final int count;
    private int filed;

    public SyntheticReports(long seed, int count) {
        random = new SplittableRandom(seed);
        cast = InventedRegistry.drawnBy(random);
        speakers = new Speakers(cast, random);
        papers = new Papers(cast, random);
        this.count = count;
    }

    /** Counts the statements that these reports are about. */
    public static int statements(long seed, int count) {
        var statements = new HashSet<StatementId>();
        new SyntheticReports(seed, count)
                .forEachRemaining(
                        filed -> statements.add(StatementId.of(filed.body(), filed.recorded())));
        return statements.size();
    }

    public InventedRegistry cast() {
        return cast;
    }

    @Override
    public boolean hasNext() {
        return filed < count;
    }

    @Override
    public Filed next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        filed++;
        if (!recent.isEmpty() && random.nextDouble() < DUPLICATED) {
            return recent.get(random.nextInt(recent.size()));
        }
        while (waiting.size() < MIXED) {
            waiting.addAll(papers.reportsOf(speakers.next((double) filed / count)));
        }
        var next = waiting.set(random.nextInt(waiting.size()), waiting.getLast());
        waiting.removeLast();
        remember(next);
        return next;
    }

    private void remember(Filed report) {
        if (recent.size() < REMEMBERED) {
            recent.add(report);
        } else {
            recent.set(random.nextInt(REMEMBERED), report);
        }
    }
}
