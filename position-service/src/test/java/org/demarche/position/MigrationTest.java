package org.demarche.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.RolledBack;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.control.ControlEvent.Throttled;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.ReportEvent.Filed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release goes on with the versions of earlier ones, and builds its own beside them. */
class MigrationTest {

    private static final VersionId OLD = Stack.VERSION;
    private static final VersionId NEW = Stack.NEW;

    private final Stack stack = new Stack(3);
    private final CatalogReader reader = CatalogReader.start(stack.config);
    private final ControlWriter writer = new ControlWriter(stack.config, reader);

    @AfterEach
    void close() {
        writer.close();
        reader.close();
        stack.close();
    }

    @Test
    void what_is_served_goes_on_while_the_next_one_is_built() throws Exception {
        stack.append(reports(0, 100));
        foldAsBefore();
        reader.caughtUp().join();
        var slowly = new Started(3, 4, true, 1, null, Started.WITHIN);
        var _ = writer.decide("positions", _ -> slowly, "test", null);
        try (var versions = stack.versions(stack.positions())) {
            Stack.await(() -> versions.details().containsKey(NEW.toString()));
            stack.append(filed("norland", "news", AGAINST, "2025-01-01"));
            stack.awaitFolded(OLD);

            assertThat(stack.documents(OLD)).isEqualTo(Reference.documents(stack.events(), 2));
            assertThat(stack.documents(OLD).get(ViewKey.position("norland", Events.TREATY)))
                    .contains("in report news");
            assertThat(state(NEW)).isInstanceOf(Version.Replaying.class);
            assertThat(stack.marks(NEW).values().stream().mapToLong(Mark::next).sum())
                    .isLessThan(100);

            var _ = writer.decide("positions", _ -> new Throttled(3, null), "test", null);
            stack.awaitFolded(NEW);
        }
        assertThat(stack.documents(NEW)).isEqualTo(Reference.documents(stack.events()));
        stack.assertNothingIsWrittenTwice(OLD);
        stack.assertNothingIsWrittenTwice(NEW);
    }

    @Test
    void a_version_of_the_first_rule_goes_on_beside_one_of_the_second_and_is_rolled_back_to()
            throws Exception {
        var first = NEW;
        var second = new VersionId("positions", 4);
        stack.append(reports(0, 40));
        reader.caughtUp().join();
        decide(new Started(3, 3, true, null, null, Started.WITHIN));
        decide(new Promoted(3, 0));
        try (var _ = stack.workers(first, 3, 1)) {
            stack.awaitFolded(first);
        }
        try (var versions = stack.versions(stack.positions())) {
            Stack.await(() -> versions.details().containsKey(second.toString()));
            stack.awaitFolded(second);
            assertFoldedBy(first, 3, second, 4);

            decide(new Promoted(4, 1));
            stack.append(
                    filed("norland", "noon", AGAINST, "2025-01-01"),
                    filed("norland", "night", FAVOR, "2025-01-01"));
            assertFoldedBy(first, 3, second, 4);

            decide(new RolledBack(3));
            stack.append(filed("sudland", "news", AGAINST, "2025-01-01"));
            assertFoldedBy(first, 3, second, 4);
        }
        assertThat(state(first)).isInstanceOf(Version.Live.class);
        stack.assertNothingIsWrittenTwice(first);
    }

    @Test
    void the_next_one_is_started_by_itself_where_something_was_folded() {
        stack.append(reports(0, 30));
        foldAsBefore();
        try (var versions = stack.versions(stack.positions())) {
            Stack.await(() -> versions.details().containsKey(NEW.toString()));
            stack.awaitFolded(NEW);
            Stack.await(versions::isReady);
            assertThat(versions.details()).containsOnlyKeys(OLD.toString(), NEW.toString());
        }
        assertThat(state(OLD)).isInstanceOf(Version.Live.class);
        assertThat(state(NEW).start().auto()).isTrue();
        assertThat(stack.documents(NEW)).isEqualTo(Reference.documents(stack.events()));
    }

    @Test
    void a_new_stack_has_one_version_however_many_processes_begin_it() throws Exception {
        stack.append(reports(0, 30));
        try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = beside.submit(() -> stack.versions(stack.positions()));
            try (var one = stack.versions(stack.positions());
                    var _ = other.get()) {
                stack.awaitFolded(NEW);
                assertThat(one.details()).containsOnlyKeys(NEW.toString());
                Stack.await(one::isReady);
            }
        }
        Stack.await(() -> state(NEW) instanceof Version.Live);
        assertThat(state(OLD)).isInstanceOf(Version.Retired.class);
        assertThat(stack.documents(NEW)).isEqualTo(Reference.documents(stack.events()));
        assertThat(reader.catalog().projection("positions").orElseThrow().epoch()).isEqualTo(2);
    }

    private void decide(ControlEvent event) throws StepRefused {
        var _ = writer.decide("positions", _ -> event, "test", null);
    }

    private void assertFoldedBy(VersionId first, int revision, VersionId second, int later) {
        stack.awaitFolded(first);
        stack.awaitFolded(second);
        assertThat(stack.documents(first)).isEqualTo(Reference.documents(stack.events(), revision));
        assertThat(stack.documents(second)).isEqualTo(Reference.documents(stack.events(), later));
    }

    private void foldAsBefore() {
        try (var _ = stack.oldWorkers(1)) {
            stack.awaitFolded();
        }
    }

    private @Nullable Version state(VersionId version) {
        return reader.catalog().version(version).orElse(null);
    }

    private static List<Filed> reports(int from, int to) {
        var holders = List.of("norland", "sudland", "ostland", "westland", "midland", "farland");
        return IntStream.range(from, to)
                .mapToObj(
                        n ->
                                filed(
                                        holders.get(n % holders.size()),
                                        "r" + n,
                                        n % 2 == 0 ? FAVOR : AGAINST,
                                        "2024-%02d-%02d".formatted(1 + n % 12, 1 + n % 28)))
                .toList();
    }
}
