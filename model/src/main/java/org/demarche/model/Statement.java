package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One act of saying and the reports that attest it, at least one. Its stance, voice and days are
 * those of the account that counts; where reports give another account of it, or other conditions,
 * it is contested. Never changes: one report more or less makes another statement of it.
 */
final class Statement {

    /**
     * By days, then publication: what is uncertain never outranks what is dated inside its
     * interval.
     */
    static final Comparator<Statement> ORDER = Statement::compareTo;

    /** The one that counts. */
    private final Account account;

    private final List<Account> others;
    private @Nullable StatementId id;

    private Statement(Account account, List<Account> others, @Nullable StatementId id) {
        this.account = account;
        this.others = others;
        this.id = id;
    }

    static Statement of(Facts report) {
        return new Statement(Account.of(report), List.of(), null);
    }

    Statement with(Facts report) {
        var accounts = accounts();
        for (var account : accounts) {
            if (account.agreesWith(report)) {
                accounts.remove(account);
                accounts.add(account.with(report));
                return of(accounts);
            }
        }
        accounts.add(Account.of(report));
        return of(accounts);
    }

    /** Null where no other report attests it. */
    @Nullable Statement without(Facts report) {
        var accounts = new ArrayList<Account>();
        for (var one : accounts()) {
            var left = one.agreesWith(report) ? one.without(report) : one;
            if (left != null) {
                accounts.add(left);
            }
        }
        return accounts.isEmpty() ? null : of(accounts);
    }

    /** The same act of saying, by all its accounts. */
    private Statement of(List<Account> accounts) {
        var decisive =
                accounts.size() == 1
                        ? accounts.getFirst()
                        : Collections.max(accounts, Account.WEIGHT);
        accounts.remove(decisive);
        return new Statement(decisive, List.copyOf(accounts), id);
    }

    private List<Account> accounts() {
        var accounts = new ArrayList<Account>(others.size() + 2);
        accounts.add(account);
        accounts.addAll(others);
        return accounts;
    }

    StatementKey key() {
        return lead().key();
    }

    /** Made when first asked for: few of many statements are ever shown. */
    StatementId id() {
        if (id == null) {
            id = StatementId.of(key());
        }
        return id;
    }

    /** All of them, in their order. */
    List<Facts> reports() {
        if (others.isEmpty()) {
            return account.reports();
        }
        return accounts().stream()
                .flatMap(one -> one.reports().stream())
                .sorted(Facts.ORDER)
                .toList();
    }

    /** Those of the account that counts, in their order. */
    List<Facts> account() {
        return account.reports();
    }

    /** The report that speaks for the statement. */
    Facts lead() {
        return account.reports().getFirst();
    }

    /** Whether the report gives the account that counts. */
    boolean isDecisive(Facts report) {
        return account.agreesWith(report);
    }

    Voice voice() {
        return lead().voice();
    }

    /** Null for a refusal to comment. */
    @Nullable Stance taken() {
        return lead().taken();
    }

    Days days() {
        return lead().days();
    }

    /** Of the first report that gives one. */
    @Nullable Instant saidAt() {
        return account().stream()
                .map(Facts::saidAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** There is another account, or the reports of this one differ in their sets of keys. */
    boolean contested() {
        return !others.isEmpty() || account().size() > 1 && conditionsDiffer();
    }

    /** Only keys are compared: a report that gives a condition without one says nothing here. */
    private boolean conditionsDiffer() {
        return account().stream()
                        .map(Facts::conditions)
                        .distinct()
                        .filter(all -> all.stream().noneMatch(one -> one.key() == null))
                        .map(all -> all.stream().map(Report.Condition::key))
                        .map(keys -> keys.collect(Collectors.toSet()))
                        .distinct()
                        .count()
                > 1;
    }

    /** The digest decides last, and is dear. */
    private int compareTo(Statement other) {
        if (this == other) {
            return 0;
        }
        var byDays = days().compareTo(other.days());
        if (byDays != 0) {
            return byDays;
        }
        var byPublication = lead().published().compareTo(other.lead().published());
        return byPublication != 0 ? byPublication : id().digest().compareTo(other.id().digest());
    }
}
