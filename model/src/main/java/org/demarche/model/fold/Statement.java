package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.StatementKey;
import org.demarche.model.Voice;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Mentions.Utterance;
import org.jspecify.annotations.Nullable;

/**
 * One act of saying, with at least one report that attests it. Its stance, voice and days come from
 * the account that counts. A statement is immutable: a change of its reports makes a new one.
 */
public final class Statement {

    /** Sorts by days, then by publication, then by id. */
    public static final Comparator<Statement> ORDER = Statement::compareTo;

    /** All reports, in their order. */
    private final List<Facts> filed;

    private final Account account;
    private @Nullable StatementId id;

    private Statement(
            List<Facts> filed, Function<List<Facts>, Account> accounts, @Nullable StatementId id) {
        this.filed = List.copyOf(filed);
        this.account = accounts.apply(this.filed);
        this.id = id;
    }

    /**
     * @param reports in their order
     * @param accounts finds the account that counts, by a {@link Rule}
     */
    static Statement of(List<Facts> reports, Function<List<Facts>, Account> accounts) {
        return new Statement(reports, accounts, null);
    }

    Statement with(Facts report, Function<List<Facts>, Account> accounts) {
        var more = new ArrayList<Facts>(filed.size() + 1);
        more.addAll(filed);
        more.add(-Collections.binarySearch(filed, report, Facts.ORDER) - 1, report);
        return new Statement(more, accounts, id);
    }

    /** The statement without one report; null if no other report attests it. */
    @Nullable Statement without(Facts report, Function<List<Facts>, Account> accounts) {
        var fewer = new ArrayList<>(filed);
        fewer.remove(Collections.binarySearch(filed, report, Facts.ORDER));
        return fewer.isEmpty() ? null : new Statement(fewer, accounts, id);
    }

    public StatementKey key() {
        return filed.getFirst().key();
    }

    /**
     * Computes the id only when it is first asked for, because few of many statements are ever
     * shown.
     */
    public StatementId id() {
        if (id == null) {
            id = StatementId.of(key());
        }
        return id;
    }

    public List<Facts> reports() {
        var origin = account.origin();
        return origin == null ? filed : filed.stream().map(one -> one.from(origin)).toList();
    }

    /** All reports; those of the account that counts come first. */
    List<Facts> accountFirst() {
        var reports = reports();
        return account().size() == reports.size()
                ? reports
                : Stream.concat(
                                account().stream(),
                                reports.stream().filter(report -> !isDecisive(report)))
                        .toList();
    }

    /** The reports of the account that counts, in their order. */
    List<Facts> account() {
        return account.reports();
    }

    /** The first report of the account that counts; the statement takes its speaker from it. */
    public Facts lead() {
        return account.lead();
    }

    /** Whether the report gives the account that counts. */
    public boolean isDecisive(Facts report) {
        return account.has(report);
    }

    /** Whether no account is known to be the right one. */
    public boolean open() {
        return account.open();
    }

    /** Whether no account is known to be right, and the accounts differ in more than their days. */
    boolean tied() {
        return account.tied();
    }

    public Voice voice() {
        return lead().voice();
    }

    /** Returns the stance; null for a refusal to comment. */
    @Nullable public Stance taken() {
        return lead().taken();
    }

    public Days days() {
        return account.days();
    }

    /** The utterance that its reports name; null if they name none. */
    @Nullable Utterance utterance() {
        return filed.getFirst().mentions().itself();
    }

    /** Compares the digest last, because computing it is slow. */
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
