package org.demarche.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reports of one utterance may differ in and the fold uses: taken together, from one of them.
 */
record Account(@Nullable Stance taken, Voice voice, Days days) {

    private static final Comparator<List<Facts>> WEIGHT =
            Comparator.comparing(Account::hasOfficialRecord)
                    .thenComparing(Account::origins)
                    .thenComparing(Account::hasDirectQuote)
                    .thenComparing(Account::lastPublished)
                    .thenComparing(Account::firstToken, Comparator.reverseOrder());

    static Account of(Facts facts) {
        return new Account(facts.taken(), facts.voice(), facts.days());
    }

    static boolean same(Facts one, Facts other) {
        return one.taken() == other.taken()
                && one.voice().equals(other.voice())
                && one.days().equals(other.days());
    }

    /**
     * The reports of the account that counts: that of an official record of the speaker's side,
     * else of more origins, else with a direct quote, else later published, else of the first id.
     * The list itself where there is but one account.
     */
    static List<Facts> decisive(List<Facts> reports) {
        var first = reports.getFirst();
        if (reports.stream().allMatch(report -> same(first, report))) {
            return reports;
        }
        var accounts = new LinkedHashMap<Account, List<Facts>>();
        for (var report : reports) {
            accounts.computeIfAbsent(of(report), _ -> new ArrayList<>()).add(report);
        }
        return accounts.values().stream().max(WEIGHT).orElseThrow();
    }

    private static boolean hasOfficialRecord(List<Facts> account) {
        return account.stream().anyMatch(Facts::official);
    }

    private static long origins(List<Facts> account) {
        return account.stream().map(Facts::origin).distinct().count();
    }

    private static boolean hasDirectQuote(List<Facts> account) {
        return account.stream().anyMatch(Facts::direct);
    }

    private static LocalDate lastPublished(List<Facts> account) {
        return account.getLast().published();
    }

    private static String firstToken(List<Facts> account) {
        return account.stream().map(Facts::token).min(Comparator.naturalOrder()).orElseThrow();
    }
}
