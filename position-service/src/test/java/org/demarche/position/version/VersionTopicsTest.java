package org.demarche.position.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.TopicMissing;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.position.Reference;
import org.demarche.position.Stack;
import org.junit.jupiter.api.Test;

/** The topics of versions: made, missing, damaged and taken away. */
class VersionTopicsTest extends CatalogVersions {

    @Test
    void the_view_of_one_that_is_cancelled_is_taken_away_also_by_who_starts_later() {
        stack.append(reports(0, 30));
        try (var _ = stack.versions(code);
                var _ = stack.versions(code)) {
            decide(Stack.started(4));
            awaitBegun(NEXT);
            decide(new Cancelled(4));
            awaitGone(NEXT);
            decide(Stack.started(5));
            awaitBegun(new VersionId("positions", 5));
        }
        decide(new Cancelled(5));
        assertThat(views()).contains(stack.config.topics().view(new VersionId("positions", 5)));

        try (var versions = stack.versions(code)) {
            awaitGone(new VersionId("positions", 5));
            assertThat(versions.isReady()).isTrue();
        }
        assertThat(stack.documents(LIVE)).isEqualTo(Reference.documents(stack.events()));
    }

    @Test
    void a_damaged_view_fails_its_version_and_the_live_one_goes_on() {
        TopicSetup.ensure(stack.admin, List.of(stack.config.topics().viewSpec(NEXT)));
        stack.putMark(NEXT, 1, 1000);
        try (var versions = stack.versions(code)) {
            decide(Stack.started(4));
            Stack.await(() -> state(NEXT) instanceof Version.Failed);
            assertThat(((Version.Failed) state(NEXT)).reason())
                    .startsWith("Partition 1 of the log has lost events: it ends at offset ");
            Stack.await(() -> !versions.details().containsKey(NEXT.toString()));

            stack.append(reports(0, 10));
            stack.awaitFolded(LIVE);
            assertThat(versions.isAlive()).isTrue();
            Stack.await(versions::isReady);
            assertThat(versions.broken()).isNotDone();
            assertThat(views()).contains(stack.config.topics().view(NEXT));

            decide(new Cancelled(4));
            awaitGone(NEXT);
            assertThat(meters(NEXT)).isEmpty();
            assertThat(meters(LIVE)).isNotEmpty();
        }
    }

    @Test
    void the_view_of_what_is_served_must_be_there_where_others_make_topics() {
        assertThatThrownBy(() -> stack.verifyingVersions(code))
                .isInstanceOf(TopicMissing.class)
                .hasMessageContaining("Topic %s is missing".formatted(view(LIVE)));
        assertThat(views()).doesNotContain(view(LIVE));
    }

    @Test
    void a_replay_waits_for_its_view_where_others_make_topics_and_leaves_it_to_them() {
        stack.append(reports(0, 10));
        make(LIVE);
        decide(Stack.started(4));
        try (var versions = stack.verifyingVersions(code)) {
            assertThat(versions.details().get(NEXT.toString()).toString())
                    .contains("notFoldedHere=Topic %s is missing".formatted(view(NEXT)));
            assertThat(state(NEXT)).isInstanceOf(Version.Replaying.class);
            stack.awaitFolded(LIVE);

            make(NEXT);
            stack.awaitFolded(NEXT);
            Stack.await(
                    () ->
                            !versions.details()
                                    .get(NEXT.toString())
                                    .toString()
                                    .contains("notFoldedHere"));

            decide(new Cancelled(4));
            Stack.await(() -> !groups().contains(stack.config.topics().group(NEXT)));
            assertThat(views()).contains(view(NEXT));
        }
    }
}
