package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One act of saying and the reports that attest it, at least one. Its stance, voice and days are
 * those of one account; where reports give another account of it, or other conditions, it is
 * contested.
 */
final class Statement {

    /** What is uncertain never outranks what is dated inside its interval. */
    static final Comparator<Statement> ORDER =
            Comparator.comparing(Statement::days)
                    .thenComparing(statement -> statement.lead().published())
                    .thenComparing(Statement::digest);

    private final String digest;
    private List<Account> accounts;
    private Account decisive;
    private @Nullable StatementId id;

    Statement(String digest, Facts first) {
        this.digest = digest;
        decisive = new Account(first);
        accounts = List.of(decisive);
    }

    void add(Facts facts) {
        var agreeing = accountOf(facts);
        if (agreeing != null) {
            agreeing.add(facts);
        } else {
            accounts = Stream.concat(accounts.stream(), Stream.of(new Account(facts))).toList();
        }
        settle();
    }

    /** At least one other must stay. */
    void remove(Facts facts) {
        var account = accountOf(facts);
        if (account == null) {
            throw new IllegalArgumentException(
                    "No report " + facts.token() + " of statement " + digest);
        }
        if (account.reports().size() > 1) {
            account.remove(facts);
        } else {
            accounts = accounts.stream().filter(other -> other != account).toList();
        }
        settle();
    }

    String digest() {
        return digest;
    }

    /** Made when first asked for: few of many statements are ever shown. */
    StatementId id() {
        if (id == null) {
            id = new StatementId(lead().subject().actor(), lead().subject().issue(), digest);
        }
        return id;
    }

    List<Account> accounts() {
        return accounts;
    }

    /** The one that counts. */
    Account account() {
        return decisive;
    }

    /** The report that speaks for the statement. */
    Facts lead() {
        return decisive.first();
    }

    Voice voice() {
        return lead().voice();
    }

    @Nullable Stance taken() {
        return lead().taken();
    }

    Days days() {
        return lead().days();
    }

    /**
     * Whether the day is known, and the report that speaks for the statement does not question it.
     */
    boolean certain() {
        return lead().certain();
    }

    @Nullable Instant saidAt() {
        return decisive.saidAt();
    }

    boolean contested() {
        return accounts.size() > 1 || decisive.conditionsDiffer();
    }

    /** As a line in a list; not of a refusal to comment. */
    History.Said said() {
        return new History.Said(
                id(),
                days(),
                Objects.requireNonNull(taken()),
                lead().speaker(),
                lead().office(),
                contested());
    }

    int reportCount() {
        return accounts.stream().mapToInt(account -> account.reports().size()).sum();
    }

    /** The first few of all reports, in the order (published, token). */
    List<Facts> reports(int atMost) {
        if (accounts.size() == 1) {
            return decisive.reports().subList(0, Math.min(atMost, decisive.reports().size()));
        }
        var first = new ArrayList<Facts>();
        accounts.forEach(
                account ->
                        first.addAll(
                                account.reports()
                                        .subList(0, Math.min(atMost, account.reports().size()))));
        first.sort(Facts.ORDER);
        return first.subList(0, Math.min(atMost, first.size()));
    }

    private void settle() {
        decisive =
                accounts.size() == 1
                        ? accounts.getFirst()
                        : Collections.max(accounts, Account.WEIGHT);
    }

    private @Nullable Account accountOf(Facts facts) {
        for (var account : accounts) {
            if (account.agreesWith(facts)) {
                return account;
            }
        }
        return null;
    }
}
