package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a statement that agree in what the fold uses of it: stance, voice and days, taken
 * together. At least one; most statements have one account of one report, which costs next to
 * nothing here.
 */
final class Account {

    /**
     * Which account of a contested utterance counts: that of an official record of the speaker's
     * side, else of more origins, else with a direct quote, else later published, else of the first
     * id.
     */
    static final Comparator<Account> WEIGHT =
            Comparator.comparing(Account::hasOfficialRecord)
                    .thenComparing(account -> account.origins().size())
                    .thenComparing(Account::hasDirectQuote)
                    .thenComparing(account -> account.last().published())
                    .thenComparing(account -> account.first().token(), Comparator.reverseOrder());

    /**
     * So many are walked when asked: most statements have no more, and counts of them would fill
     * the heap.
     */
    private static final int FEW = 12;

    private List<Facts> reports;
    private @Nullable Corroboration kept;

    Account(Facts first) {
        reports = List.of(first);
    }

    boolean agreesWith(Facts facts) {
        var first = first();
        return first.taken() == facts.taken()
                && first.voice().equals(facts.voice())
                && first.days().equals(facts.days());
    }

    void add(Facts facts) {
        if (reports.size() == 1) {
            reports = new ArrayList<>(reports);
        }
        reports.add(-Collections.binarySearch(reports, facts, Facts.ORDER) - 1, facts);
        if (kept != null) {
            kept.add(facts);
        } else if (reports.size() > FEW) {
            kept = Corroboration.of(reports);
        }
    }

    /** At least one other must stay. */
    void remove(Facts facts) {
        reports.remove(Collections.binarySearch(reports, facts, Facts.ORDER));
        if (reports.size() == 1) {
            reports = List.of(first());
        }
        if (reports.size() <= FEW) {
            kept = null;
        } else if (kept != null) {
            kept.remove(facts);
        }
    }

    /** In the order (published, token). */
    List<Facts> reports() {
        return reports;
    }

    Facts first() {
        return reports.getFirst();
    }

    Facts last() {
        return reports.getLast();
    }

    Set<String> origins() {
        if (isSingle()) {
            return Set.of(first().origin());
        }
        return kept != null
                ? kept.tally().origins()
                : reports.stream().map(Facts::origin).collect(Collectors.toSet());
    }

    /** Of the first report that gives one. */
    @Nullable Instant saidAt() {
        return kept == null ? firstInstant() : kept.saidAt();
    }

    /** In the order in which the reports give them. */
    List<Mention> mentions() {
        return areOnTheSameConditions()
                ? Mention.of(first().conditions(), new TreeSet<>(origins()))
                : corroboration().mentions();
    }

    boolean conditionsDiffer() {
        return !areOnTheSameConditions() && corroboration().conditionsDiffer();
    }

    void addTo(Tally tally) {
        if (kept == null) {
            reports.forEach(tally::add);
        } else {
            tally.add(kept.tally());
        }
    }

    void removeFrom(Tally tally) {
        if (kept == null) {
            reports.forEach(tally::remove);
        } else {
            tally.remove(kept.tally());
        }
    }

    private boolean hasOfficialRecord() {
        return kept == null ? reports.stream().anyMatch(Facts::official) : kept.hasOfficialRecord();
    }

    private boolean hasDirectQuote() {
        return kept == null ? reports.stream().anyMatch(Facts::direct) : kept.hasDirectQuote();
    }

    private @Nullable Instant firstInstant() {
        for (var report : reports) {
            if (report.saidAt() != null) {
                return report.saidAt();
            }
        }
        return null;
    }

    /** Few, as most are, and on none or in the same words: so there is nothing to weigh. */
    private boolean areOnTheSameConditions() {
        if (kept != null) {
            return false;
        }
        var conditions = first().conditions();
        for (var report : reports) {
            if (!report.conditions().equals(conditions)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSingle() {
        return reports.size() == 1;
    }

    private Corroboration corroboration() {
        return kept == null ? Corroboration.of(reports) : kept;
    }
}
