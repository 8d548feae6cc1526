package org.demarche.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one statement that agree on stance, voice and days, in their order; at least one.
 * Never changes.
 */
final class Account {

    /**
     * Of several accounts one counts, whole: that of an official record of the speaker's side; else
     * of more origins; else with a direct quote; else with the later report; else of the first
     * token.
     */
    static final Comparator<Account> WEIGHT =
            Comparator.comparing((Account account) -> account.any(Facts::official))
                    .thenComparing(Account::originCount)
                    .thenComparing(account -> account.any(Facts::direct))
                    .thenComparing(account -> account.reports.getLast().published())
                    .thenComparing(
                            account -> account.reports.getFirst().token(),
                            Comparator.reverseOrder());

    private final List<Facts> reports;

    /** Counted when first asked for, which is where accounts differ; 0 until then. */
    private int originCount;

    private Account(List<Facts> reports) {
        this.reports = reports;
    }

    static Account of(Facts report) {
        return new Account(List.of(report));
    }

    Account with(Facts report) {
        var more = new ArrayList<Facts>(reports.size() + 1);
        more.addAll(reports);
        more.add(-Collections.binarySearch(reports, report, Facts.ORDER) - 1, report);
        return new Account(List.copyOf(more));
    }

    /** Null where no report is left. */
    @Nullable Account without(Facts report) {
        var fewer = new ArrayList<>(reports);
        fewer.remove(Collections.binarySearch(reports, report, Facts.ORDER));
        return fewer.isEmpty() ? null : new Account(List.copyOf(fewer));
    }

    boolean agreesWith(Facts report) {
        var first = reports.getFirst();
        return first.taken() == report.taken()
                && first.days().equals(report.days())
                && first.voice().equals(report.voice());
    }

    List<Facts> reports() {
        return reports;
    }

    private boolean any(Predicate<Facts> trait) {
        return reports.stream().anyMatch(trait);
    }

    private int originCount() {
        if (originCount == 0) {
            originCount = (int) reports.stream().map(Facts::origin).distinct().count();
        }
        return originCount;
    }
}
