package org.demarche.gateway.projection;

import java.util.List;
import java.util.Optional;
import org.demarche.log.control.Version;

/**
 * The state of a version, its progress and its blockers.
 *
 * @param isWaiting whether the version is not built yet, because others are built first
 * @param progress the progress; empty if the version has no view
 * @param blockers the reasons against its promotion, one sentence each
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
     * Returns the state that was decided. A replaying version has two more states: {@code waiting}
     * while others are built first, and {@code catching-up} when it has everything that the log had
     * at the version's first measurement.
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
     * Whether blockers prevent an automatic promotion. Some blockers disappear without a person's
     * decision.
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
