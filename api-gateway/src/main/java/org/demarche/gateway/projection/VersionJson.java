package org.demarche.gateway.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.demarche.log.control.Start;
import org.demarche.log.control.Version;
import org.jspecify.annotations.Nullable;

/**
 * A version in an answer.
 *
 * @param revision the revision of the code; null if a definition folds the version
 * @param startedAt the instant of the start; null for a version that exists without a decision
 * @param progress the progress; null if the version no longer has a view
 * @param reason the reason of the failure; null if the version has not failed
 */
record VersionJson(
        String projection,
        int version,
        String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer revision,
        String promote,
        @Nullable Integer throttle,
        @Nullable String until,
        int within,
        @Nullable String startedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
        @Nullable ProgressJson progress,
        List<String> blockers) {

    /**
     * @param bytes the size of its view on disk; null if the brokers do not report it
     */
    record ProgressJson(
            long folded,
            long total,
            double eventsPerSecond,
            double growthPerSecond,
            @Nullable Double caughtUpIn,
            boolean converging,
            long documents,
            long deadLetters,
            @Nullable Long bytes,
            double idleFor,
            boolean stuck,
            @Nullable String lastError,
            List<PartitionJson> partitions) {}

    record PartitionJson(
            int partition,
            long folded,
            long total,
            double eventsPerSecond,
            long deadLetters,
            double idleFor) {}

    /**
     * @param isDeclared whether a definition folds the version
     * @param bytes the size of its view on disk; null if the brokers do not report it
     */
    static VersionJson of(VersionStanding standing, boolean isDeclared, @Nullable Long bytes) {
        var version = standing.version();
        var start = version.start();
        return new VersionJson(
                start.id().projection(),
                start.id().number(),
                standing.state(),
                isDeclared ? null : (Integer) start.revision(),
                start.auto() ? "auto" : "manual",
                start.throttle(),
                start.until() == null ? null : start.until().toString(),
                start.within(),
                startedAt(start),
                version instanceof Version.Failed(_, var reason) ? reason : null,
                standing.progress().map(progress -> of(progress, bytes)).orElse(null),
                standing.blockers());
    }

    private static @Nullable String startedAt(Start start) {
        return start.at().equals(Instant.EPOCH) ? null : start.at().toString();
    }

    private static ProgressJson of(VersionProgress progress, @Nullable Long bytes) {
        return new ProgressJson(
                progress.folded(),
                progress.total(),
                rounded(progress.eventsPerSecond()),
                rounded(progress.growthPerSecond()),
                progress.caughtUpIn() == null ? null : rounded(progress.caughtUpIn()),
                progress.converging(),
                progress.documents(),
                progress.deadLetters(),
                bytes,
                rounded(progress.idleFor()),
                progress.stuck(),
                progress.lastError(),
                progress.partitions().stream().map(VersionJson::of).toList());
    }

    private static PartitionJson of(VersionProgress.Part part) {
        return new PartitionJson(
                part.partition(),
                part.folded(),
                part.total(),
                rounded(part.eventsPerSecond()),
                part.deadLetters(),
                rounded(part.idleFor()));
    }

    /** Rounds to tenths, because the measurements are not finer. */
    private static Double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
