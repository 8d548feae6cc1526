package org.demarche.gateway.page.operate;

import java.util.Set;

/**
 * A decision that somebody may take now, with the form for it.
 *
 * @param version that it is about; empty for the projection
 * @param label of its button
 * @param meaning one sentence about the consequences
 * @param fields beside the reason
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
                "A new version is folded from the beginning of the log. Reads go on with the live one.",
                Set.of("promote", "throttle", "within"));
    }

    static OfferedDecision retry() {
        return new OfferedDecision(
                RETRY,
                "",
                "Retry",
                "If this release can fold the record, a replay folds it in its place in the log. Reads go on with the live version.",
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
                PAUSE, version, "Pause", "Nothing more is folded until it goes on.", Set.of());
    }

    static OfferedDecision resume(String version) {
        return new OfferedDecision(
                RESUME, version, "Go on", "Folding goes on from where it stopped.", Set.of());
    }

    static OfferedDecision throttle(String version) {
        return new OfferedDecision(
                THROTTLE,
                version,
                "Throttle",
                "Without a number, it is folded as fast as possible.",
                Set.of("throttle"));
    }

    static OfferedDecision promote(String version) {
        return new OfferedDecision(
                PROMOTE,
                version,
                "Promote",
                "It answers all reads from then on. The previous version stays as a standby.",
                Set.of("keep", "force"));
    }

    static OfferedDecision rollBack(String version) {
        return new OfferedDecision(
                ROLL_BACK,
                version,
                "Roll back to it",
                "It answers all reads again, at once. The version that is live now becomes a standby.",
                Set.of("force"));
    }

    static OfferedDecision cancel(String version) {
        return new OfferedDecision(
                REMOVE, version, "Cancel", "It ends, and its documents are deleted.", Set.of());
    }

    static OfferedDecision retire(String version) {
        return new OfferedDecision(
                REMOVE,
                version,
                "Retire",
                "It ends, and its documents are deleted. Nobody can roll back to it then.",
                Set.of());
    }

    public boolean has(String field) {
        return fields.contains(field);
    }

    /** The id of its form, for tests of a browser and for links. */
    public String id() {
        return version.isEmpty() ? act : act + '-' + version;
    }
}
