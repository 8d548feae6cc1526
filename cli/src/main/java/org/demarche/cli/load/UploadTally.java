package org.demarche.cli.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Counts the answers about the lines of a load, and keeps the first thousand of each kind. */
final class UploadTally {

    private static final int REFUSED_KEPT = 1_000;
    private static final int REGISTERED_KEPT = 1_000;
    private static final int WARNINGS_KEPT = 1_000;

    private final List<RefusedLine> refused = new ArrayList<>();
    private final List<String> registered = new ArrayList<>();
    private final SequencedSet<String> warnings = new LinkedHashSet<>();
    private final JoinedTokens seen = new JoinedTokens();
    private long filed;
    private long corrected;
    private long known;
    private long failed;
    private boolean taken;

    /**
     * Counts the answers after each attempt to send a batch. A warning is kept once, even if a
     * batch is sent again.
     */
    void afterAttempt(Answers answers, String file) {
        corrected += answers.corrected();
        answers.registered().stream()
                .limit(REGISTERED_KEPT - registered.size())
                .forEach(registered::add);
        for (var warning : answers.warnings()) {
            if (warnings.size() < WARNINGS_KEPT) {
                warnings.add("%s:%d: warning: %s".formatted(file, warning.line(), warning.text()));
            }
        }
        seen.add(answers.token());
    }

    /**
     * Counts the answers after the last attempt. The last attempt finds reports that an earlier
     * attempt created, but they count as new.
     *
     * @param created the number of lines that all attempts created
     */
    void afterLast(Answers answers, long created) {
        filed += created;
        known += answers.repeated() - (created - answers.created());
        taken |= answers.refused().stream().anyMatch(one -> one.problem().is("taken"));
    }

    void refuse(List<RefusedLine> lines) {
        failed += lines.size();
        lines.stream().limit(REFUSED_KEPT - refused.size()).forEach(refused::add);
    }

    /** Returns the number of lines that were answered or refused. */
    long lines() {
        return filed + known + failed;
    }

    /** Whether a line was refused because a report has the same id and other content. */
    boolean isTaken() {
        return taken;
    }

    String token() {
        return seen.token();
    }

    /**
     * @param lines the number of all lines
     * @param noun the word for one line
     */
    UploadResult result(long lines, String noun) {
        return new UploadResult(
                lines,
                filed - corrected,
                corrected,
                known,
                failed,
                List.copyOf(refused),
                List.copyOf(registered),
                List.copyOf(warnings),
                seen.token(),
                noun);
    }
}
