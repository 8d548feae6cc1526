package org.demarche.gateway.page.operate;

import java.util.Set;

/**
 * A decision that somebody may take now, with the form for it.
 *
 * @param version the version that the decision is about; empty if it is about the projection
 * @param label the text of the button
 * @param meaning one sentence about the consequences
 * @param fields the fields of the form besides the reason
 */
public record OfferedDecision(
        String act, String version, String label, String meaning, Set<String> fields) {

    static final String REPLAY = "replay";
    static final String PAUSE = "pause";
    static final String RESUME = "resume";
    static final String THROTTLE = "throttle";
    static final String PROMOTE = "promote";
    static final String ROLL_BACK = "rollback";
    static final String REMOVE = "remove";
    static final String DELETE = "delete";
    static final String RETRY = "retry";

    public OfferedDecision {
        fields = Set.copyOf(fields);
    }

    static OfferedDecision replay() {
        return new OfferedDecision(
                REPLAY,
                "",
                "Start a replay",
                "A new version is folded from the beginning of the log. Meanwhile the live version serves all reads.",
                Set.of("promote", "throttle", "within"));
    }

    static OfferedDecision retry() {
        return new OfferedDecision(
                RETRY,
                "",
                "Retry",
                "If this release can fold the record, a replay folds it at its place in the log. Meanwhile the live version serves all reads.",
                Set.of("promote", "throttle", "within"));
    }

    static OfferedDecision delete(String name) {
        return new OfferedDecision(
                DELETE,
                "",
                "Delete " + name,
                "All versions end, and their documents are deleted. Decisions and dead letters are kept.",
                Set.of());
    }

    static OfferedDecision pause(String version) {
        return new OfferedDecision(
                PAUSE,
                version,
                "Pause",
                "The version folds nothing more until you resume it.",
                Set.of());
    }

    static OfferedDecision resume(String version) {
        return new OfferedDecision(
                RESUME,
                version,
                "Resume",
                "The version continues to fold at the place where it stopped.",
                Set.of());
    }

    static OfferedDecision throttle(String version) {
        return new OfferedDecision(
                THROTTLE,
                version,
                "Throttle",
                "Without a number, the version folds as fast as it can.",
                Set.of("throttle"));
    }

    static OfferedDecision promote(String version) {
        return new OfferedDecision(
                PROMOTE,
                version,
                "Promote",
                "This version then serves all reads. The previous live version becomes a standby.",
                Set.of("keep", "force"));
    }

    static OfferedDecision rollBack(String version) {
        return new OfferedDecision(
                ROLL_BACK,
                version,
                "Roll back to this version",
                "This version serves all reads again, without a replay. The version that is live now becomes a standby.",
                Set.of("force"));
    }

    static OfferedDecision cancel(String version) {
        return new OfferedDecision(
                REMOVE,
                version,
                "Cancel",
                "The version ends, and its documents are deleted.",
                Set.of());
    }

    static OfferedDecision retire(String version) {
        return new OfferedDecision(
                REMOVE,
                version,
                "Retire",
                "The version ends, and its documents are deleted. After that you cannot roll back to it.",
                Set.of());
    }

    public boolean has(String field) {
        return fields.contains(field);
    }

    /** Returns the id of the form, for tests in a browser and for links. */
    public String id() {
        return version.isEmpty() ? act : act + '-' + version;
    }
}
