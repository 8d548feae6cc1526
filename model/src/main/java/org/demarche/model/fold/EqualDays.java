package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.model.Report;
import org.demarche.model.Stance;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.jspecify.annotations.Nullable;

/** Builds accounts by {@link Rule#LATEST_OWN_1}: reports of equal stance, voice and days. */
final class EqualDays {

    /** Of two accounts with equal weight, the one with the first token wins. */
    private static final Comparator<Map.Entry<List<Facts>, Weight>> ORDER =
            Map.Entry.<List<Facts>, Weight>comparingByValue()
                    .thenComparing(
                            one -> one.getKey().getFirst().token(), Comparator.reverseOrder());

    private record Agreed(@Nullable Stance taken, Voice voice, Days days) {}

    private EqualDays() {}

    static Account account(List<Facts> reports) {
        var first = reports.getFirst();
        if (reports.stream().allMatch(first::agreesWith)) {
            return Account.of(reports, null);
        }
        var accounts = new LinkedHashMap<Agreed, List<Facts>>();
        for (var report : reports) {
            var said = new Agreed(report.taken(), report.voice(), report.days());
            accounts.computeIfAbsent(said, _ -> new ArrayList<>()).add(report);
        }
        return accounts.values().stream()
                .map(account -> Map.entry(account, Weight.of(account)))
                .max(ORDER)
                .map(one -> Account.of(List.copyOf(one.getKey()), null))
                .orElseThrow();
    }

    /**
     * Whether there is another account, or the reports of this account have different sets of keys.
     */
    static boolean contested(Statement statement) {
        var account = statement.account();
        return account.size() < statement.reports().size()
                || account.size() > 1 && conditionsDiffer(account);
    }

    /** Compares keys only. A report that has a condition without a key is ignored. */
    private static boolean conditionsDiffer(List<Facts> account) {
        return account.stream()
                        .map(Facts::conditions)
                        .distinct()
                        .filter(all -> all.stream().noneMatch(one -> one.key() == null))
                        .map(all -> all.stream().map(Report.Condition::key))
                        .map(keys -> keys.collect(Collectors.toSet()))
                        .distinct()
                        .count()
                > 1;
    }
}
