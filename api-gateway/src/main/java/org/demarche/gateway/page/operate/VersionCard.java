package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Numbers;

/**
 * A version of a projection, as its page shows it to an operator.
 *
 * @param state the state as the API names it
 * @param about facts about the version, such as its speed
 * @param folded the number of events that it has folded, of {@code total}
 * @param deadLetters the number of events that it could not fold
 * @param troubles the troubles that a person must look at
 * @param blockers the reasons against its promotion
 * @param partitions the partitions, each with its own progress
 * @param steps the decisions about it that are possible now
 * @param compared the address of its diff; empty if there is nothing to compare
 */
public record VersionCard(
        String id,
        String number,
        String state,
        List<String> about,
        long folded,
        long total,
        long deadLetters,
        String deadLetterList,
        List<String> troubles,
        List<String> blockers,
        List<Part> partitions,
        List<OfferedDecision> steps,
        String compared) {

    private static final Set<String> ENDED = Set.of("cancelled", "retired");
    private static final Set<String> FOLDING = Set.of("replaying", "catching-up", "waiting");

    /** The progress of one partition. */
    public record Part(
            String partition, String folded, String total, String speed, String deadLetters) {}

    public VersionCard {
        about = List.copyOf(about);
        troubles = List.copyOf(troubles);
        blockers = List.copyOf(blockers);
        partitions = List.copyOf(partitions);
        steps = List.copyOf(steps);
    }

    /**
     * @param version the version as the API returns it
     */
    static VersionCard of(JsonNode version) {
        var name = version.path("projection").asText();
        var number = version.path("version").asText();
        var state = version.path("state").asText();
        var progress = version.path("progress");
        var dead = progress.path("deadLetters").asLong();
        return new VersionCard(
                name + '/' + number,
                number,
                state,
                about(version, state, progress),
                progress.path("folded").asLong(),
                progress.path("total").asLong(),
                dead,
                LettersPage.of(name, number),
                troubles(version, progress),
                version.path("blockers").valueStream().map(JsonNode::asText).toList(),
                progress.path("partitions").valueStream().map(VersionCard::part).toList(),
                steps(state, number),
                state.equals("live") || progress.isEmpty()
                        ? ""
                        : "/operate/projections/%s/versions/%s/diff".formatted(name, number));
    }

    public boolean isLive() {
        return state.equals("live");
    }

    public boolean hasEnded() {
        return ENDED.contains(state);
    }

    private static List<String> about(JsonNode version, String state, JsonNode progress) {
        var about = new ArrayList<String>();
        if (!progress.isEmpty()) {
            about.add(howFar(progress));
            speed(state, progress).ifPresent(about::add);
            about.add(Numbers.of(progress.path("documents").asLong(), "document"));
        }
        if (version.path("throttle").isNumber()) {
            about.add(
                    "at most %s a second"
                            .formatted(Numbers.of(version.path("throttle").asLong(), "event")));
        }
        if (version.path("revision").isNumber()) {
            about.add("revision " + version.path("revision").asText());
        }
        if (version.path("startedAt").isTextual()) {
            about.add("started " + Instants.minute(version.path("startedAt").asText()));
        }
        if (FOLDING.contains(state) || state.equals("paused") || state.equals("ready")) {
            about.add(
                    version.path("promote").asText().equals("auto")
                            ? "promoted automatically when it is ready"
                            : "waits for a person to promote it");
        }
        return about;
    }

    private static String howFar(JsonNode progress) {
        var folded = progress.path("folded").asLong();
        var total = progress.path("total").asLong();
        return folded == total
                ? "All %s folded".formatted(Numbers.of(total, "event"))
                : "%s of %s folded".formatted(Numbers.grouped(folded), Numbers.of(total, "event"));
    }

    private static Optional<String> speed(String state, JsonNode progress) {
        var lag = progress.path("total").asLong() - progress.path("folded").asLong();
        if (lag <= 0 || state.equals("paused") || state.equals("waiting")) {
            return Optional.empty();
        }
        var pace = "%s a second".formatted(amount(progress.path("eventsPerSecond").asDouble()));
        if (progress.path("eventsPerSecond").asDouble() == 0) {
            return Optional.of("not converging: it folds nothing now");
        }
        if (!progress.path("converging").asBoolean()) {
            return Optional.of(
                    "not converging: it folds %s, and the log grows by %s a second"
                            .formatted(pace, amount(progress.path("growthPerSecond").asDouble())));
        }
        var left = progress.path("caughtUpIn");
        return Optional.of(left.isNumber() ? pace + ", " + time(left.asDouble()) + " left" : pace);
    }

    private static String amount(double events) {
        return events < 10
                ? String.format(Locale.ROOT, "%.1f events", events)
                : Numbers.of(Math.round(events), "event");
    }

    private static String time(double seconds) {
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        return seconds < 5_400
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    private static List<String> troubles(JsonNode version, JsonNode progress) {
        var troubles = new ArrayList<String>();
        if (version.path("reason").isTextual()) {
            troubles.add("It has failed: " + version.path("reason").asText());
        }
        if (progress.path("stuck").asBoolean() && version.path("blockers").isEmpty()) {
            troubles.add(
                    "It has made no progress for %s, although events are left to fold"
                            .formatted(time(progress.path("idleFor").asDouble())));
        }
        if (progress.path("lastError").isTextual()) {
            troubles.add(
                    "The last event that could not be folded: "
                            + progress.path("lastError").asText());
        }
        return troubles;
    }

    private static Part part(JsonNode part) {
        return new Part(
                part.path("partition").asText(),
                Numbers.grouped(part.path("folded").asLong()),
                Numbers.grouped(part.path("total").asLong()),
                amount(part.path("eventsPerSecond").asDouble()) + "/s",
                Numbers.grouped(part.path("deadLetters").asLong()));
    }

    private static List<OfferedDecision> steps(String state, String number) {
        return switch (state) {
            case "replaying", "catching-up", "waiting" ->
                    List.of(
                            OfferedDecision.pause(number),
                            OfferedDecision.throttle(number),
                            OfferedDecision.cancel(number));
            case "paused" ->
                    List.of(
                            OfferedDecision.resume(number),
                            OfferedDecision.throttle(number),
                            OfferedDecision.cancel(number));
            case "ready" ->
                    List.of(OfferedDecision.promote(number), OfferedDecision.cancel(number));
            case "standby" ->
                    List.of(OfferedDecision.rollBack(number), OfferedDecision.retire(number));
            default -> List.of();
        };
    }
}
