package org.demarche.log.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Deleted;
import org.demarche.log.control.ControlEvent.Failed;
import org.demarche.log.control.ControlEvent.Paused;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.control.ControlEvent.Resumed;
import org.demarche.log.control.ControlEvent.Retired;
import org.demarche.log.control.ControlEvent.RolledBack;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

    private static final String NAME = "positions";
    private static final int FIRST = VersionId.POSITIONS.number();
    private static final int NEXT = FIRST + 1;

    private Catalog catalog = Catalog.GENESIS;

    @Test
    void before_anything_is_decided_the_first_version_of_what_is_code_is_live() {
        assertThat(states()).isEqualTo("2 live");
    }

    @Test
    void a_version_is_built_promoted_and_rolled_back() throws StepRefused {
        take(start(NEXT));
        assertThat(states()).isEqualTo("2 live, 3 replaying");
        take(new Paused(NEXT));
        assertThat(states()).isEqualTo("2 live, 3 paused");
        take(new Resumed(NEXT), new Ready(NEXT), new Promoted(NEXT, 1));
        assertThat(states()).isEqualTo("2 standby, 3 live");
        take(new RolledBack(FIRST));
        assertThat(states()).isEqualTo("2 live, 3 standby");
        take(new Retired(NEXT));
        assertThat(states()).isEqualTo("2 live, 3 retired");
        take(start(NEXT + 1));
        assertThat(states()).isEqualTo("2 live, 3 retired, 4 replaying");
    }

    @Test
    void as_many_standbys_stay_as_are_kept_the_last_ones() throws StepRefused {
        for (var number = NEXT; number < NEXT + 3; number++) {
            take(start(number), new Ready(number), new Promoted(number, 2));
        }
        assertThat(states()).isEqualTo("2 retired, 3 standby, 4 standby, 5 live");
        assertThat(projection().previous().orElseThrow().id().number()).isEqualTo(4);
        take(start(6), new Promoted(6, 0));
        assertThat(states()).isEqualTo("2 retired, 3 retired, 4 retired, 5 retired, 6 live");
        assertThat(projection().previous()).isEmpty();
    }

    @Test
    void a_throttle_is_changed_while_it_runs_or_is_paused() throws StepRefused {
        take(start(NEXT), new Throttled(NEXT, 100));
        assertThat(projection().version(NEXT).start().throttle()).isEqualTo(100);
        take(new Paused(NEXT), new Throttled(NEXT, null), new Resumed(NEXT));
        assertThat(projection().version(NEXT).start().throttle()).isNull();
    }

    @Test
    void what_failed_is_kept_until_it_is_cancelled() throws StepRefused {
        take(start(NEXT), new Failed(NEXT, "the view's document is damaged"));
        assertThat(states()).isEqualTo("2 live, 3 failed");
        assertThat(projection().building()).isEmpty();
        take(new Cancelled(NEXT));
        assertThat(states()).isEqualTo("2 live, 3 cancelled");
    }

    /** The effect of each event on a version: a state, or the reason of the refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    replaying | paused | wrong     | replaying | ready | failed | live  | wrong | cancelled | wrong   | running
                    paused    | wrong  | replaying | paused    | wrong | failed | wrong | wrong | cancelled | wrong   | running
                    ready     | wrong  | wrong     | wrong     | wrong | failed | live  | wrong | cancelled | wrong   | running
                    live      | wrong  | wrong     | wrong     | wrong | wrong  | wrong | wrong | wrong     | wrong   | live
                    standby   | wrong  | wrong     | wrong     | wrong | failed | live  | live  | wrong     | retired | standby
                    failed    | wrong  | wrong     | wrong     | wrong | wrong  | wrong | wrong | cancelled | wrong   | failed
                    cancelled | wrong  | wrong     | wrong     | wrong | wrong  | wrong | wrong | wrong     | wrong   | cancelled
                    retired   | wrong  | wrong     | wrong     | wrong | wrong  | wrong | wrong | wrong     | wrong   | retired
                    """)
    void each_state_has_its_steps_and_no_others(
            String state,
            String paused,
            String resumed,
            String throttled,
            String ready,
            String failed,
            String promoted,
            String rolledBack,
            String cancelled,
            String retired,
            String started)
            throws StepRefused {
        switch (state) {
            case "replaying" -> take(start(NEXT));
            case "paused" -> take(start(NEXT), new Paused(NEXT));
            case "ready" -> take(start(NEXT), new Ready(NEXT));
            case "live" -> take(start(NEXT), new Promoted(NEXT, 1));
            case "standby" -> take(start(NEXT), new Promoted(NEXT, 1), new RolledBack(FIRST));
            case "failed" -> take(start(NEXT), new Failed(NEXT, "a fault"));
            case "cancelled" -> take(start(NEXT), new Cancelled(NEXT));
            case "retired" ->
                    take(
                            start(NEXT),
                            new Promoted(NEXT, 1),
                            new RolledBack(FIRST),
                            new Retired(NEXT));
            default -> throw new IllegalArgumentException(state);
        }
        assertThat(projection().version(NEXT).label()).isEqualTo(state);
        assertThat(after(new Paused(NEXT))).as("paused").isEqualTo(paused);
        assertThat(after(new Resumed(NEXT))).as("resumed").isEqualTo(resumed);
        assertThat(after(new Throttled(NEXT, 5))).as("throttled").isEqualTo(throttled);
        assertThat(after(new Ready(NEXT))).as("ready").isEqualTo(ready);
        assertThat(after(new Failed(NEXT, "it"))).as("failed").isEqualTo(failed);
        assertThat(after(new Promoted(NEXT, 1))).as("promoted").isEqualTo(promoted);
        assertThat(after(new RolledBack(NEXT))).as("rolled back").isEqualTo(rolledBack);
        assertThat(after(new Cancelled(NEXT))).as("cancelled").isEqualTo(cancelled);
        assertThat(after(new Retired(NEXT))).as("retired").isEqualTo(retired);
        assertThat(after(start(NEXT + 1))).as("started").isEqualTo(started);
        refused(StepRefused.Kind.NAME_TAKEN, new Declared("{}", 1, true));
    }

    private String after(ControlEvent event) {
        try {
            return catalog.after(NAME, event, Instant.EPOCH)
                    .projection(NAME)
                    .orElseThrow()
                    .version(NEXT)
                    .label();
        } catch (StepRefused e) {
            return switch (e.kind()) {
                case WRONG_STATE -> "wrong";
                case RUNNING -> "running";
                case UNKNOWN_PROJECTION, DELETED, UNKNOWN_VERSION, NAME_TAKEN ->
                        e.kind().toString();
            };
        }
    }

    @Test
    void a_step_of_what_is_not_there_is_refused() {
        refused(StepRefused.Kind.UNKNOWN_VERSION, new Promoted(9, 1));
        refused(StepRefused.Kind.UNKNOWN_VERSION, new Paused(9));
        refused(StepRefused.Kind.WRONG_STATE, start(FIRST));
        refused(StepRefused.Kind.WRONG_STATE, start(9));
        assertThatThrownBy(() -> catalog.after("positons", start(1), Instant.EPOCH))
                .isInstanceOf(StepRefused.class)
                .hasMessage("There is no projection 'positons': did you mean positions?");
    }

    @Test
    void a_declared_projection_begins_with_a_version_that_is_built() throws StepRefused {
        catalog = catalog.after("coverage", new Declared("{}", 1, true), Instant.EPOCH);

        assertThat(states("coverage")).isEqualTo("1 replaying");
        assertThat(catalog.projection("coverage").orElseThrow().live()).isEmpty();
        assertThat(catalog.names()).containsExactly("coverage", "positions");
    }

    @Test
    void a_deletion_ends_every_version_and_its_numbers_are_not_used_again() throws StepRefused {
        takeOf(
                "coverage",
                new Declared("{}", 1, true),
                new Promoted(1, 1),
                start(2),
                new Promoted(2, 1),
                start(3),
                new Failed(3, "a fault"),
                start(4),
                new Deleted(4));

        assertThat(catalog.projection("coverage")).isEmpty();
        assertThat(catalog.names()).containsExactly("positions");
        assertThat(states(catalog.deleted().get("coverage")))
                .isEqualTo("1 retired, 2 retired, 3 cancelled, 4 cancelled");
        assertThat(catalog.versions().filter(Version::hasView))
                .as("only these are kept in Kafka")
                .extracting(Version::id)
                .containsExactly(VersionId.POSITIONS);
        assertThat(catalog.firstNumber("coverage")).isEqualTo(5);
        assertThat(catalog.firstNumber("other")).isEqualTo(1);

        takeOf("coverage", new Declared(5, "{\"other\":1}", 2, true));

        assertThat(states("coverage"))
                .isEqualTo("1 retired, 2 retired, 3 cancelled, 4 cancelled, 5 replaying");
        assertThat(projection("coverage").definition()).isEqualTo("{\"other\":1}");
        assertThat(projection("coverage").epoch()).isEqualTo(9);
        assertThat(projection("coverage").previous()).as("of another definition").isEmpty();
        assertThat(catalog.deleted()).isEmpty();
    }

    @Test
    void what_is_deleted_takes_no_decision_but_a_declaration_with_the_next_number()
            throws StepRefused {
        takeOf("coverage", new Declared("{}", 1, true), new Promoted(1, 1), new Deleted(1));

        for (var event : List.of(new Deleted(1), new Promoted(1, 1), start(2), new Cancelled(1))) {
            assertThat(refusal("coverage", event)).isEqualTo(StepRefused.Kind.DELETED);
        }
        assertThat(refusal("coverage", new Declared("{}", 1, true)))
                .isEqualTo(StepRefused.Kind.WRONG_STATE);
    }

    @Test
    void what_code_folds_is_not_deleted() {
        refused(StepRefused.Kind.WRONG_STATE, new Deleted(FIRST));
    }

    @Test
    void versions_that_cannot_be_built_now_hold_no_place() throws StepRefused {
        for (var n = 1; n <= 4; n++) {
            var at = Instant.EPOCH.plusSeconds(n);
            catalog = catalog.after("p" + n, new Declared("{}", 1, true), at);
        }
        var aside = Set.of(new VersionId("p1", 1));

        assertThat(catalog.versions().filter(one -> catalog.isWaiting(one, aside)))
                .as("p1 is tried again, p2 and p3 are built")
                .extracting(Version::id)
                .containsExactly(new VersionId("p4", 1));
    }

    @Test
    void declared_projections_are_built_two_at_a_time_in_the_order_of_their_starts()
            throws StepRefused {
        for (var n = 1; n <= 4; n++) {
            var at = Instant.EPOCH.plusSeconds(100 - n);
            catalog = catalog.after("p" + n, new Declared("{}", 1, true), at);
        }
        take(start(NEXT));
        assertThat(waiting()).containsExactly("p1/1", "p2/1");

        catalog = catalog.after("p1", new Throttled(1, 5), Instant.EPOCH);
        assertThat(waiting()).containsExactly("p2/1");
        catalog = catalog.after("p4", new Ready(1), Instant.EPOCH);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void the_first_record_of_an_epoch_counts_and_one_that_cannot_be_taken_does_not() {
        var first = new ControlRecord(NAME, 1, start(NEXT), "ada", null);
        catalog = catalog.with(first, Instant.EPOCH).orElseThrow();

        assertThat(catalog.with(first, Instant.EPOCH)).isEmpty();
        assertThat(catalog.with(record(3, new Paused(NEXT)), Instant.EPOCH)).isEmpty();
        assertThat(catalog.with(record(2, new Resumed(NEXT)), Instant.EPOCH)).isEmpty();
        assertThat(catalog.with(record(2, new Paused(NEXT)), Instant.EPOCH)).isPresent();
    }

    private static ControlRecord record(int epoch, ControlEvent event) {
        return new ControlRecord(NAME, epoch, event, "bo", "a test");
    }

    private static Started start(int number) {
        return new Started(number, 2, true, null, null, 10);
    }

    private void take(ControlEvent... events) throws StepRefused {
        for (var event : events) {
            catalog = catalog.after(NAME, event, Instant.EPOCH);
        }
    }

    private void refused(StepRefused.Kind kind, ControlEvent event) {
        assertThatThrownBy(() -> catalog.after(NAME, event, Instant.EPOCH))
                .as("%s", event)
                .isInstanceOfSatisfying(
                        StepRefused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
    }

    private List<String> waiting() {
        return catalog.versions()
                .filter(catalog::isWaiting)
                .map(version -> version.id().toString())
                .toList();
    }

    private void takeOf(String projection, ControlEvent... events) throws StepRefused {
        for (var event : events) {
            catalog = catalog.after(projection, event, Instant.EPOCH);
        }
    }

    private StepRefused.Kind refusal(String projection, ControlEvent event) {
        try {
            var _ = catalog.after(projection, event, Instant.EPOCH);
        } catch (StepRefused e) {
            return e.kind();
        }
        throw new AssertionError(event + " is taken");
    }

    private ProjectionState projection() {
        return projection(NAME);
    }

    private ProjectionState projection(String name) {
        return catalog.projection(name).orElseThrow();
    }

    private String states() {
        return states(NAME);
    }

    private String states(String name) {
        return states(projection(name));
    }

    private static String states(ProjectionState projection) {
        var labels = new TreeMap<Integer, String>();
        projection.versions().forEach((number, version) -> labels.put(number, version.label()));
        return labels.toString().replaceAll("[{}]", "").replace('=', ' ');
    }
}
