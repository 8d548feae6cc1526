package org.demarche.position.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlEvent.Cancelled;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Paused;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.log.control.ControlEvent.Resumed;
import org.demarche.log.control.ControlEvent.Retired;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.TopicMissing;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;
import org.demarche.position.Events;
import org.demarche.position.Faulty;
import org.demarche.position.Reference;
import org.demarche.position.Revised;
import org.demarche.position.Stack;
import org.demarche.position.projection.DocumentSink;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs is what the catalog says. */
class FoldedVersionsTest {

    private static final VersionId LIVE = Stack.NEW;
    private static final VersionId NEXT = new VersionId("positions", 4);
    private static final int MANY = 400;

    private static final List<String> HOLDERS =
            List.of("norland", "sudland", "ostland", "westland", "midland", "farland");

    private static final int NEXT_REVISION = PositionsRevision.NOW + 1;
    private static final List<Stance> STANCES = List.of(FAVOR, CONDITIONAL, AGAINST);

    private final Stack stack = new Stack(3);
    private final Projection code = stack.positions();
    private final Projection revised =
            new Revised(NEXT_REVISION, () -> code.open(PositionsRevision.NOW));
    private final CatalogReader reader = CatalogReader.start(stack.config);
    private final ControlWriter writer = new ControlWriter(stack.config, reader);

    @BeforeEach
    void begin() {
        Stack.begin(reader, writer);
    }

    @AfterEach
    void close() {
        writer.close();
        reader.close();
        stack.close();
    }

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
    void one_that_is_paused_goes_on_from_its_mark() {
        appendManyAndOneThatCannotBeFolded();
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 60, null, Started.WITHIN));
            awaitBegun(NEXT);

            decide(new Paused(4));
            Stack.await(() -> !versions.details().containsKey(NEXT.toString()));
            stack.awaitSettled(NEXT);
            var paused = folded(NEXT);
            assertThat(paused).isPositive().isLessThan(MANY);
            stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
            stack.awaitFolded(LIVE);
            assertThat(folded(NEXT)).isEqualTo(paused);
            assertThat(lag(NEXT)).isNull();

            decide(new Throttled(4, null));
            decide(new Resumed(4));
            stack.awaitFolded(NEXT);
            Stack.await(() -> lag(NEXT) instanceof Gauge lag && lag.value() == 0);
        }
        assertIsWhole(NEXT);
        assertParkedOnce();
    }

    @Test
    void one_that_is_paused_is_folded_by_nobody_who_starts_and_may_be_cancelled() {
        stack.append(reports(0, MANY));
        decide(new Started(4, 4, true, 60, null, Started.WITHIN));
        try (var _ = stack.versions(code)) {
            awaitBegun(NEXT);
            decide(new Paused(4));
        }
        stack.awaitSettled(NEXT);
        var paused = folded(NEXT);
        stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
        try (var versions = stack.versions(code)) {
            stack.awaitFolded(LIVE);
            assertThat(versions.details()).containsOnlyKeys(LIVE.toString());
            assertThat(folded(NEXT)).isEqualTo(paused);

            decide(new Cancelled(4));
            awaitGone(NEXT);
        }
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
    void a_replay_holds_its_rate_until_it_is_lifted() {
        stack.append(reports(0, MANY));
        try (var _ = stack.versions(code);
                var _ = stack.versions(code)) {
            decide(new Started(4, 4, true, 30, null, Started.WITHIN));
            awaitBegun(NEXT);
            Stack.await(() -> stack.marks(NEXT).size() == stack.config.partitions());
            decide(new Throttled(4, null));
            stack.awaitFolded(NEXT);
        }
        // a transaction is open for four seconds, and what was due a moment before may be in it
        assertThat(firstMarks(NEXT)).isPositive().isLessThan(MANY / 2);
        assertIsWhole(NEXT);
    }

    @Test
    void one_that_is_served_is_held_back_no_more_and_the_last_one_stays_by() {
        stack.append(reports(0, MANY));
        try (var versions = stack.versions(code)) {
            decide(new Started(4, 4, true, 1, null, Started.WITHIN));
            awaitBegun(NEXT);
            // however far the other one is
            Stack.await(versions::isReady);
            decide(new Promoted(4, 1));
            stack.append(reports(MANY, MANY + 20));
            stack.awaitFolded(NEXT);
            stack.awaitFolded(LIVE);
            Stack.await(versions::isReady);

            decide(new Retired(3));
            awaitGone(LIVE);
            stack.append(filed("norland", "last", FAVOR, "2024-03-01"));
            stack.awaitFolded(NEXT);
        }
        assertIsWhole(NEXT);
    }

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
    void code_of_a_new_revision_starts_its_replay_once_and_each_folds_its_own() {
        stack.append(reports(0, 30));
        try (var old = stack.versions(code);
                var one = stack.versions(revised);
                var other = stack.versions(revised)) {
            Stack.await(() -> state(NEXT) != null);
            stack.awaitFolded(NEXT);
            assertThat(old.details().get(NEXT.toString()).toString())
                    .isEqualTo(
                            "{notFoldedHere=it is of revision %1$d, and this process has revision %2$d, revision=%1$d, state=replaying}"
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
    void what_is_declared_is_folded_and_goes_on_where_it_stopped() throws Exception {
        var json =
                """
                {"name": "stances", "where": "report.stance != 'conditional'", "key": "report.holder",
                 "fields": {"reports": "count()", "by": "countBy(report.stance)"}}
                """;
        var stances = new VersionId("stances", 1);
        stack.append(reports(0, 60));
        var _ =
                writer.decide(
                        "stances", _ -> new Declared(json, Declared.REVISION, true), "test", null);
        try (var _ = stack.versions(code)) {
            Stack.await(() -> views().contains(stack.config.topics().view(stances)));
            stack.awaitFolded(stances);
        }
        stack.append(reports(60, 80));
        stack.append(Events.retracted("norland", "r0"));
        try (var _ = stack.versions(code)) {
            stack.awaitFolded(stances);
        }

        var heap = new DeclaredHeap(Definition.parse(json.getBytes(UTF_8)));
        var expected = new TreeMap<String, String>();
        DocumentSink into =
                (key, value, _) ->
                        expected.compute(
                                key, (_, _) -> value == null ? null : new String(value, UTF_8));
        stack.events().forEach(heap::fold);
        heap.publish(into::put);
        assertThat(expected).containsKey("d/norland");
        assertThat(stack.documents(stances)).isEqualTo(expected);
    }

    @Test
    void what_this_release_cannot_fold_is_left_to_others_and_said() throws Exception {
        var _ =
                writer.decide(
                        "odd", _ -> new Declared("{}", Declared.REVISION, true), "test", null);
        try (var versions = stack.versions(code)) {
            assertThat(versions.details().get("odd/1").toString())
                    .contains("notFoldedHere=this release cannot fold its definition")
                    .contains("/name: is missing");
            Stack.await(versions::isReady);
        }
    }

    @Test
    void two_declared_projections_are_built_at_a_time() {
        for (var name : List.of("first", "second", "third")) {
            var definition =
                    "{\"name\": \"%s\", \"key\": \"report.holder\", \"fields\": {\"reports\": \"count()\"}}"
                            .formatted(name);
            decide(name, new Declared(definition, Declared.REVISION, true));
        }
        try (var versions = stack.versions(code)) {
            Stack.await(versions::isReady);
            assertThat(versions.details())
                    .containsKeys("first/1", "second/1")
                    .doesNotContainKey("third/1");

            decide("first", new Ready(1));

            Stack.await(() -> versions.details().containsKey("third/1"));
            assertThat(versions.details()).containsKeys("first/1", "second/1");
        }
    }

    @Test
    void versions_that_cannot_be_built_here_give_their_places_to_the_next() {
        for (var name : List.of("odd", "strange")) {
            decide(name, new Declared("{}", Declared.REVISION, true));
        }
        decide("counts", counts("counts", 1));
        stack.append(reports(0, 10));
        try (var versions = stack.versions(code)) {
            stack.awaitFolded(new VersionId("counts", 1));

            assertThat(versions.details().get("odd/1").toString()).contains("notFoldedHere");
            assertThat(versions.details().get("strange/1").toString()).contains("notFoldedHere");
        }
    }

    @Test
    void a_version_whose_place_another_took_is_built_as_soon_as_it_can_be() {
        make(LIVE);
        var first = new VersionId("one", 1);
        for (var name : List.of("one", "two", "three")) {
            decide(name, counts(name, 1));
        }
        make(new VersionId("three", 1));
        stack.append(reports(0, 10));
        try (var _ = stack.verifyingVersions(code)) {
            stack.awaitFolded(new VersionId("three", 1));

            make(first);
            stack.awaitFolded(first);
        }
    }

    @Test
    void a_deletion_is_carried_out_by_who_starts_later_and_the_name_begins_with_the_next_number() {
        var first = new VersionId("counts", 1);
        var second = new VersionId("counts", 2);
        stack.append(reports(0, 10));
        decide("counts", counts("counts", 1));
        decide("counts", new Promoted(1, 1));
        try (var _ = stack.versions(code)) {
            stack.awaitFolded(first);
        }
        decide("counts", new ControlEvent.Deleted(1));
        assertThat(views()).contains(view(first));

        try (var _ = stack.versions(code)) {
            awaitGone(first);
            decide("counts", counts("counts", 2));
            stack.awaitFolded(second);
            decide("counts", new ControlEvent.Deleted(2));
            awaitGone(second);
        }
        assertThat(views()).contains(stack.config.topics().deadLetters(), view(LIVE));
    }

    private static Declared counts(String name, int version) {
        var definition =
                "{\"name\": \"%s\", \"key\": \"report.holder\", \"fields\": {\"reports\": \"count()\"}}"
                        .formatted(name);
        return new Declared(version, definition, Declared.REVISION, true);
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

    private void decide(ControlEvent event) {
        decide("positions", event);
    }

    private void decide(String projection, ControlEvent event) {
        try {
            var _ = writer.decide(projection, _ -> event, "test", null);
        } catch (StepRefused e) {
            throw new AssertionError(e);
        }
    }

    private void make(VersionId version) {
        TopicSetup.ensure(stack.admin, List.of(stack.config.topics().viewSpec(version)));
    }

    private String view(VersionId version) {
        return stack.config.topics().view(version);
    }

    private @Nullable Version state(VersionId version) {
        return reader.catalog().version(version).orElse(null);
    }

    /** Waits until something of it is committed. */
    private void awaitBegun(VersionId version) {
        Stack.await(() -> views().contains(stack.config.topics().view(version)));
        Stack.await(() -> folded(version) > 0);
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

    private static String state(FoldedVersions versions, VersionId version) {
        return versions.details().get(version.toString()) instanceof Map<?, ?> its
                ? String.valueOf(its.get("state"))
                : "";
    }

    private void awaitGone(VersionId version) {
        var topics = stack.config.topics();
        Stack.await(
                () ->
                        !views().contains(topics.view(version))
                                && !groups().contains(topics.group(version)));
    }

    private long folded(VersionId version) {
        return stack.marks(version).values().stream().mapToLong(Mark::next).sum();
    }

    /** How far the first transaction of each partition went. */
    private long firstMarks(VersionId version) {
        var seen = new HashSet<Integer>();
        return stack.view(version).stream()
                .filter(record -> ViewKey.isMark(ViewKey.of(record.key())))
                .filter(record -> seen.add(record.partition()))
                .mapToLong(record -> Stack.mark(record).next())
                .sum();
    }

    private @Nullable Gauge lag(VersionId version) {
        return stack.meters.find("demarche.lag").tag("version", version.toString()).gauge();
    }

    private List<Meter> meters(VersionId version) {
        return stack.meters.getMeters().stream()
                .filter(meter -> version.toString().equals(meter.getId().getTag("version")))
                .toList();
    }

    private List<String> views() {
        try {
            return List.copyOf(stack.admin.listTopics().names().get());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> groups() {
        try {
            return stack.admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private void appendManyAndOneThatCannotBeFolded() {
        stack.append(
                new ProducerRecord<>(
                        stack.config.topics().reports(),
                        null,
                        "norland".getBytes(UTF_8),
                        "garbage".getBytes(UTF_8)));
        stack.append(reports(0, MANY));
    }

    private void assertParkedOnce() {
        assertThat(stack.deadLetters())
                .extracting(
                        letter -> new String(letter.headers().lastHeader("version").value(), UTF_8))
                .containsExactlyInAnyOrder("3", "4");
        assertThat(stack.marks(NEXT).values())
                .filteredOn(mark -> mark.deadLetters() > 0)
                .extracting(Mark::deadLetters, Mark::lastDeadLetter)
                .containsExactly(tuple(1L, new Mark.DeadLetter(0, "header ce_id: is missing")));
    }

    /** Nothing twice, and every document as it must be. */
    private void assertIsWhole(VersionId version) {
        assertThat(stack.documents(version)).isEqualTo(Reference.documents(stack.events()));
        stack.assertNothingIsWrittenTwice(version);
    }

    private static List<Filed> reports(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        n ->
                                filed(
                                        HOLDERS.get(n % HOLDERS.size()),
                                        "r" + n,
                                        STANCES.get(n % STANCES.size()),
                                        "2024-%02d-%02d".formatted(1 + n % 12, 1 + n % 28)))
                .toList();
    }
}
