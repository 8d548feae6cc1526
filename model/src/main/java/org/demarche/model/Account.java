package org.demarche.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one statement that agree on stance, voice and days; at least one, in their order.
 */
record Account(List<Facts> reports) {

    /**
     * That of an official record of the speaker's side; else of more origins; else with a direct
     * quote; else with the later report; else of the first token.
     */
    private static final Comparator<Account> WEIGHT =
            Comparator.comparing((Account account) -> account.any(Facts::official))
                    .thenComparing(Account::originCount)
                    .thenComparing(account -> account.any(Facts::direct))
                    .thenComparing(account -> account.reports.getLast().published())
                    .thenComparing(
                            account -> account.reports.getFirst().token(),
                            Comparator.reverseOrder());

    /**
     * The one account that counts, whole.
     *
     * @param reports of one statement, in their order
     */
    static Account decisive(List<Facts> reports) {
        if (reports.stream().allMatch(reports.getFirst()::agreesWith)) {
            return new Account(reports);
        }
        return reports.stream()
                .collect(Collectors.groupingBy(Agreed::on, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Account::new)
                .max(WEIGHT)
                .orElseThrow();
    }

    private boolean any(Predicate<Facts> trait) {
        return reports.stream().anyMatch(trait);
    }

    private long originCount() {
        return reports.stream().map(Facts::origin).distinct().count();
    }

    private record Agreed(@Nullable Stance taken, Voice voice, Days days) {
        static Agreed on(Facts facts) {
            return new Agreed(facts.taken(), facts.voice(), facts.days());
        }
    }
}
