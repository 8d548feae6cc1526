package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.demarche.model.StatementKey;
import org.demarche.model.Voice;
import org.jspecify.annotations.Nullable;

/**
 * The current statements of each voice, in their order. A new or removed report may change the
 * account that counts, and with it the statement's voice and place.
 */
final class Statements {

    private final Map<StatementKey, Statement> byKey = new HashMap<>(4);
    private final SortedMap<Voice, List<Statement>> byVoice = new TreeMap<>();
    private final Function<List<Facts>, Account> accounts;

    /**
     * @param accounts finds the account of a statement that counts
     */
    Statements(Function<List<Facts>, Account> accounts) {
        this.accounts = accounts;
    }

    @Nullable Statement of(StatementKey key) {
        return byKey.get(key);
    }

    SortedMap<Voice, List<Statement>> byVoice() {
        return byVoice;
    }

    void add(Facts report) {
        var before = byKey.get(report.key());
        if (before == null) {
            enter(Statement.of(List.of(report), accounts));
        } else {
            leave(before);
            enter(before.with(report, accounts));
        }
    }

    void remove(Facts report) {
        var before = Objects.requireNonNull(byKey.get(report.key()));
        leave(before);
        var after = before.without(report, accounts);
        if (after != null) {
            enter(after);
        }
    }

    private void enter(Statement statement) {
        byKey.put(statement.key(), statement);
        var said = byVoice.computeIfAbsent(statement.voice(), _ -> new ArrayList<>(1));
        said.add(-place(said, statement) - 1, statement);
    }

    private void leave(Statement statement) {
        byKey.remove(statement.key());
        var said = Objects.requireNonNull(byVoice.get(statement.voice()));
        said.remove(place(said, statement));
        if (said.isEmpty()) {
            byVoice.remove(statement.voice());
        }
    }

    /**
     * Returns an index like a binary search. It tries the end first, because new statements are
     * mostly the latest.
     */
    private static int place(List<Statement> said, Statement statement) {
        var last = said.isEmpty() ? -1 : Statement.ORDER.compare(said.getLast(), statement);
        return last < 0
                ? -said.size() - 1
                : last == 0
                        ? said.size() - 1
                        : Collections.binarySearch(said, statement, Statement.ORDER);
    }
}
