package org.demarche.gateway.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.demarche.log.VersionId;
import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reasons against a version's promotion, one sentence each. For a standby, the number of
 * documents does not matter, but it may be far behind if no worker folds it.
 */
final class Blockers {

    /**
     * The most events that a version may be behind the live one. Any worker folds this number in a
     * moment.
     */
    private static final long NEAR = 1_000;

    /**
     * The share of events that the first version of a projection may leave unfolded, in per cent.
     * One more event is allowed, so that one bad record in a short log does not block the
     * promotion.
     */
    private static final int LOST_PERCENT = 1;

    /** The live version and its progress. */
    record Live(VersionId id, VersionProgress progress) {}

    private Blockers() {}

    /**
     * @param isRead whether this gateway's copy is whole, so that counts can be compared
     * @param live the live version to compare with; null if there is none yet
     */
    static List<String> of(
            Version version, VersionProgress progress, boolean isRead, @Nullable Live live) {
        if (!(version instanceof Version.Building || version instanceof Version.Standby)) {
            return List.of();
        }
        var blockers = new ArrayList<String>();
        if (version instanceof Version.Replaying || version instanceof Version.Paused) {
            blockers.add(unready(version, progress));
        } else if (live != null && progress.behind(live.progress()) > NEAR) {
            blockers.add(
                    text(
                            "It is %,d events behind the live version, %s",
                            progress.behind(live.progress()), live.id()));
        }
        if (progress.stuck()) {
            blockers.add(
                    text(
                            "It has made no progress for %.0f s, although events are left to fold",
                            progress.idleFor()));
        }
        if (!isRead) {
            blockers.add("The gateway has not read its view to the end yet");
        }
        if (version instanceof Version.Building) {
            if (live == null) {
                tooManyDeadLetters(progress.deadLetters(), progress.folded())
                        .ifPresent(blockers::add);
            } else {
                compare(version, progress, live, blockers);
            }
        }
        return blockers;
    }

    /**
     * Returns the blocker that a first version has too many dead letters; empty if it does not.
     * There is no live version to compare it with.
     *
     * @param events the number of events so far, dead letters included
     */
    static Optional<String> tooManyDeadLetters(long deadLetters, long events) {
        var most = 1 + events * LOST_PERCENT / 100;
        return deadLetters > most
                ? Optional.of(
                        text(
                                "Too many dead letters: %,d of %,d events, and at most %,d are allowed",
                                deadLetters, events, most))
                : Optional.empty();
    }

    private static String unready(Version version, VersionProgress progress) {
        if (version instanceof Version.Paused) {
            return "It is paused";
        }
        return progress.lag() > 0
                ? text("%,d events of the log are not folded yet", progress.lag())
                : "No gateway has found it ready yet";
    }

    private static void compare(
            Version version, VersionProgress progress, Live live, List<String> blockers) {
        var dead = live.progress().deadLetters();
        if (progress.deadLetters() > dead) {
            blockers.add(
                    text(
                            "It could not fold %,d events; %s could not fold %,d",
                            progress.deadLetters(), live.id(), dead));
        }
        var documents = live.progress().documents();
        var within = version.start().within();
        if (Math.abs(progress.documents() - documents) * 100 > within * documents) {
            blockers.add(
                    text(
                            "It has %,d documents, and the live version %s has %,d: the numbers may differ by %d %%",
                            progress.documents(), live.id(), documents, within));
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
