package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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

    private List<Facts> reports;
    private @Nullable Corroboration corroboration;

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
        if (corroboration == null) {
            reports = new ArrayList<>(reports);
            corroboration = new Corroboration();
            corroboration.add(first());
        }
        corroboration.add(facts);
        reports.add(-Collections.binarySearch(reports, facts, Facts.ORDER) - 1, facts);
    }

    /** At least one other must stay. */
    void remove(Facts facts) {
        reports.remove(Collections.binarySearch(reports, facts, Facts.ORDER));
        if (reports.size() == 1) {
            reports = List.of(first());
            corroboration = null;
        } else if (corroboration != null) {
            corroboration.remove(facts);
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
        return corroboration == null ? Set.of(first().origin()) : corroboration.tally().origins();
    }

    /** Of the first report that gives one. */
    @Nullable Instant saidAt() {
        return corroboration == null ? first().saidAt() : corroboration.saidAt();
    }

    /** In the order in which the reports give them. */
    List<HeardCondition> conditions() {
        return corroboration == null ? HeardCondition.of(first()) : corroboration.conditions();
    }

    boolean conditionsDiffer() {
        return corroboration != null && corroboration.conditionsDiffer();
    }

    void addTo(Tally tally) {
        if (corroboration == null) {
            tally.add(first());
        } else {
            tally.add(corroboration.tally());
        }
    }

    void removeFrom(Tally tally) {
        if (corroboration == null) {
            tally.remove(first());
        } else {
            tally.remove(corroboration.tally());
        }
    }

    private boolean hasOfficialRecord() {
        return corroboration == null ? first().official() : corroboration.hasOfficialRecord();
    }

    private boolean hasDirectQuote() {
        return corroboration == null ? first().direct() : corroboration.hasDirectQuote();
    }
}
