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

    private final List<Facts> reports;
    private final List<Facts> account;
    private @Nullable StatementId id;

    private Statement(List<Facts> reports, @Nullable StatementId id) {
        this.reports = reports;
        this.account = Account.decisive(reports).reports();
        this.id = id;
    }

    static Statement of(Facts report) {
        return new Statement(List.of(report), null);
    }

    Statement with(Facts report) {
        var place = -Collections.binarySearch(reports, report, Facts.ORDER) - 1;
        var more = new ArrayList<Facts>(reports.size() + 1);
        more.addAll(reports);
        more.add(place, report);
        return new Statement(List.copyOf(more), id);
    }

    /** Null where no other report attests it. */
    @Nullable Statement without(Facts report) {
        var fewer = new ArrayList<>(reports);
        fewer.remove(Collections.binarySearch(reports, report, Facts.ORDER));
        return fewer.isEmpty() ? null : new Statement(List.copyOf(fewer), id);
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

    /** All of them, by publication. */
    List<Facts> reports() {
        return reports;
    }

    /** Those of the account that counts, by publication. */
    List<Facts> account() {
        return account;
    }

    /** The report that speaks for the statement. */
    Facts lead() {
        return account.getFirst();
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
        return account.stream()
                .map(Facts::saidAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** There is another account, or the reports of this one differ in their sets of keys. */
    boolean contested() {
        return account.size() < reports.size() || reports.size() > 1 && conditionsDiffer();
    }

    /** Only keys are compared: a report that gives a condition without one says nothing here. */
    private boolean conditionsDiffer() {
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
