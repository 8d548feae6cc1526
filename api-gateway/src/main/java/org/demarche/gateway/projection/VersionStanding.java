package org.demarche.gateway.projection;

import java.util.List;
import java.util.Optional;
import org.demarche.log.control.Version;

/**
 * The state of a version, its progress and its blockers.
 *
 * @param isWaiting it is built when others are
 * @param progress of one that has a view
 * @param blockers what it lacks for its promotion, a sentence each
 */
record VersionStanding(
        Version version,
        boolean isWaiting,
        Optional<VersionProgress> progress,
        List<String> blockers) {

    VersionStanding {
        blockers = List.copyOf(blockers);
    }

    /**
     * As it is decided; or, of one that is replaying, that it waits for its turn, or has all that
     * was there before it.
     */
    String state() {
        if (isWaiting) {
            return "waiting";
        }
        return version instanceof Version.Replaying
                        && progress.filter(VersionProgress::hasBeginning).isPresent()
                ? "catching-up"
                : version.label();
    }

    /**
     * Whether blockers prevent an automatic promotion. They may disappear without a person, or not.
     */
    boolean isBlocked() {
        return version instanceof Version.Ready(var start) && start.auto() && !blockers.isEmpty();
    }

    /** Whether nothing more happens without a person's decision. */
    boolean isAtRest() {
        return switch (version) {
            case Version.Replaying _ -> false;
            case Version.Ready(var start) -> !start.auto();
            case Version.Paused _,
                    Version.Live _,
                    Version.Standby _,
                    Version.Failed _,
                    Version.Cancelled _,
                    Version.Retired _ ->
                    true;
        };
    }
}
