package org.demarche.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final List<Facts> reports = new ArrayList<>(1);
    private List<Facts> account = reports;
    private @Nullable Set<String> conditionKeys;
    private boolean conditionsDiffer;

    Statement(String digest, Facts first) {
        this.digest = digest;
        reports.add(first);
        conditionKeys = keysOf(first);
    }

    void add(Facts facts) {
        var at = Collections.binarySearch(reports, facts, Facts.ORDER);
        var sameAccount = account == reports && Account.same(lead(), facts);
        reports.add(at < 0 ? -at - 1 : at, facts);
        compareConditions(facts);
        if (!sameAccount) {
            account = Account.decisive(reports);
        }
    }

    /** At least one report must stay. */
    void remove(Facts facts) {
        reports.remove(Collections.binarySearch(reports, facts, Facts.ORDER));
        account = Account.decisive(reports);
        conditionKeys = null;
        conditionsDiffer = false;
        reports.forEach(this::compareConditions);
    }

    String digest() {
        return digest;
    }

    /** All of them, in the order (published, token). */
    List<Facts> reports() {
        return reports;
    }

    /** Those that give the decisive account, in the same order. */
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

    @Nullable Stance taken() {
        return lead().taken();
    }

    Days days() {
        return lead().days();
    }

    @Nullable Instant saidAt() {
        if (account.size() == 1) {
            return lead().saidAt();
        }
        return account.stream()
                .map(Facts::saidAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    boolean contested() {
        return account.size() < reports.size() || conditionsDiffer;
    }

    private void compareConditions(Facts facts) {
        var keys = keysOf(facts);
        if (keys == null) {
            return;
        }
        conditionsDiffer |= conditionKeys != null && !keys.equals(conditionKeys);
        conditionKeys = keys;
    }

    /** Null where a condition has no key: then nothing can be said of whether they are the same. */
    private static @Nullable Set<String> keysOf(Facts facts) {
        if (facts.conditions().isEmpty()) {
            return Set.of();
        }
        if (facts.conditions().stream().anyMatch(condition -> condition.key() == null)) {
            return null;
        }
        return facts.conditions().stream()
                .map(Report.Condition::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
