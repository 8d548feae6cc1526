package org.demarche.position.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.position.Faulty;
import org.demarche.position.Reference;
import org.demarche.position.Revised;
import org.demarche.position.Stack;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;
import org.junit.jupiter.api.Test;

/** The running versions are those of the catalog. */
class FoldedVersionsTest extends CatalogVersions {

    @Test
    void another_version_is_built_beside_the_live_one_while_events_arrive() {
        stack.append(reports(0, MANY));
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 100, null, Started.WITHIN));
            awaitBegun(NEXT);
            stack.append(reports(MANY, MANY + 50));
            decide(new Throttled(4, null));
            stack.append(reports(MANY + 50, MANY + 100));

            stack.awaitFolded(NEXT);
            stack.awaitFolded(LIVE);
            assertThat(versions.isReady()).isTrue();
        }
        assertIsWhole(NEXT);
        assertThat(stack.documents(NEXT)).isEqualTo(stack.documents(LIVE));
    }

    @Test
    void where_the_catalog_is_read_no_further_only_what_is_served_is_folded() {
        stack.append(reports(0, MANY));
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 60, null, Started.WITHIN));
            awaitBegun(NEXT);
            Stack.await(versions::isReady);

            loseDecisions();
            Stack.await(() -> !versions.details().containsKey(NEXT.toString()));
            stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
            stack.awaitFolded(LIVE);
            assertThat(versions.isReady()).isFalse();
            assertThat(versions.isAlive()).isTrue();
            assertThat(versions.details()).containsOnlyKeys(LIVE.toString(), "catalog");
        }
    }

    @Test
    void a_decision_that_cannot_be_read_changes_nothing_and_is_told_also_by_who_starts_later() {
        stack.append(reports(0, 20));
        decide(new Started(4, 4, true, null, null, Started.WITHIN));
        stack.append(
                new ProducerRecord<>(
                        stack.config.topics().control(), 0, null, "garbage".getBytes(UTF_8)));
        try (var versions = stack.versions(code)) {
            stack.awaitFolded(NEXT);
            stack.awaitFolded(LIVE);

            assertThat(versions.isReady()).isTrue();
            assertThat(versions.details().get("warnings"))
                    .asString()
                    .contains(
                            "%s, partition 0, cannot be read and changes nothing: Unrecognized token 'garbage'"
                                    .formatted(stack.config.topics().control()));
            decide(new Promoted(4, 1));
            Stack.await(() -> state(versions, NEXT).equals("live"));
        }
    }

    @Test
    void a_service_that_starts_in_the_middle_of_a_replay_goes_on_from_its_mark() {
        appendManyAndOneThatCannotBeFolded();
        decide(new Started(4, 4, true, 60, null, Started.WITHIN));
        try (var _ = stack.versions(code)) {
            awaitBegun(NEXT);
        }
        stack.awaitSettled(NEXT);
        assertThat(folded(NEXT)).isPositive().isLessThan(MANY);
        decide(new Throttled(4, null));
        try (var _ = stack.versions(code)) {
            stack.awaitFolded(NEXT);
            stack.awaitFolded(LIVE);
        }
        assertIsWhole(NEXT);
        assertParkedOnce();
    }

    @Test
    void code_of_a_new_revision_starts_its_replay_once_and_each_folds_its_own() {
        stack.append(reports(0, 30));
        try (var old = stack.versions(code);
                var one = stack.versions(revised);
                var other = stack.versions(revised)) {
            Stack.await(() -> state(NEXT) != null);
            stack.awaitFolded(NEXT);
            assertThat(old.details().get(NEXT.toString()).toString())
                    .isEqualTo(
                            "{notFoldedHere=the version has revision %1$d, which this process cannot fold: its code has revision %2$d, revision=%1$d, state=replaying}"
                                    .formatted(NEXT_REVISION, PositionsRevision.NOW));
            for (var versions : List.of(one, other)) {
                Stack.await(() -> versions.details().size() == 2);
                assertThat(versions.details().get(LIVE.toString()).toString())
                        .contains("notFoldedHere", "state=live");
                assertThat(versions.details().get(NEXT.toString()).toString()).contains("lag=");
            }
        }
        assertThat(reader.catalog().versions().map(Version::id))
                .containsExactly(Stack.VERSION, LIVE, NEXT);
        assertThat(stack.documents(NEXT)).isEqualTo(Reference.documents(stack.events()));

        decide(new Cancelled(4));
        try (var _ = stack.versions(revised)) {
            awaitGone(NEXT);
        }
        assertThat(reader.catalog().versions().map(Version::id))
                .containsExactly(Stack.VERSION, LIVE, NEXT);
    }

    @Test
    void code_of_a_new_name_is_a_projection_from_then_on() {
        stack.append(reports(0, 30));
        var mirror = new VersionId("mirror", 1);
        try (var _ = stack.versions(code, new Mirror(code));
                var _ = stack.versions(code, new Mirror(code))) {
            Stack.await(() -> state(mirror) instanceof Version.Replaying);
            Stack.await(() -> views().contains(stack.config.topics().view(mirror)));
            stack.awaitFolded(mirror);
        }
        assertThat(state(mirror).start().revision()).isEqualTo(7);
        assertThat(stack.documents(mirror)).isEqualTo(Reference.documents(stack.events()));
    }

    private record Mirror(Projection code) implements Projection {

        @Override
        public String name() {
            return "mirror";
        }

        @Override
        public int revision() {
            return 7;
        }

        @Override
        public Fold open(int revision) {
            return code.open(4);
        }
    }

    @Test
    void a_fault_in_new_code_fails_its_version_and_no_process() {
        stack.append(reports(0, 10));
        try (var old = stack.versions(code);
                var faulty = stack.versions(new Revised(NEXT_REVISION, Faulty::new))) {
            Stack.await(() -> state(NEXT) instanceof Version.Failed);
            assertThat(((Version.Failed) state(NEXT)).reason()).contains("a fault");
            assertThat(faulty.broken()).isNotDone();
            Stack.await(() -> faulty.isAlive() && faulty.isReady() && old.isReady());
        }
    }

    /** Somebody has emptied the topic, behind the back of those who follow it. */
    private void loseDecisions() {
        var topic = stack.config.topics().control();
        var _ =
                stack.admin
                        .deleteTopics(List.of(topic))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        Stack.await(() -> !views().contains(topic));
        TopicSetup.ensure(stack.admin, stack.config.topics().fixed());
    }
}
