package org.demarche.position.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.filed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.PositionsRevision;
import org.demarche.log.control.StepRefused;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.TopicSetup;
import org.demarche.log.view.Mark;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.Stance;
import org.demarche.position.Reference;
import org.demarche.position.Revised;
import org.demarche.position.Stack;
import org.demarche.position.projection.Projection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Folds the versions that a catalog wants, on topics of a test's own. */
abstract class CatalogVersions {

    static final VersionId LIVE = Stack.NEW;

    static final VersionId NEXT = new VersionId("positions", 4);

    static final int MANY = 400;

    static final List<String> HOLDERS =
            List.of("norland", "sudland", "ostland", "westland", "midland", "farland");

    static final int NEXT_REVISION = PositionsRevision.NOW + 1;

    static final List<Stance> STANCES = List.of(FAVOR, CONDITIONAL, AGAINST);

    final Stack stack = new Stack(3);

    final Projection code = stack.positions();

    final Projection revised = new Revised(NEXT_REVISION, () -> code.open(PositionsRevision.NOW));

    final CatalogReader reader = CatalogReader.start(stack.config);

    final ControlWriter writer = new ControlWriter(stack.config, reader);

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

    void decide(ControlEvent event) {
        decide("positions", event);
    }

    void decide(String projection, ControlEvent event) {
        try {
            var _ = writer.decide(projection, _ -> event, "test", null);
        } catch (StepRefused e) {
            throw new AssertionError(e);
        }
    }

    void make(VersionId version) {
        TopicSetup.ensure(stack.admin, List.of(stack.config.topics().viewSpec(version)));
    }

    String view(VersionId version) {
        return stack.config.topics().view(version);
    }

    @Nullable Version state(VersionId version) {
        return reader.catalog().version(version).orElse(null);
    }

    /** Waits until something of it is committed. */
    void awaitBegun(VersionId version) {
        Stack.await(() -> views().contains(stack.config.topics().view(version)));
        Stack.await(() -> folded(version) > 0);
    }

    static String state(FoldedVersions versions, VersionId version) {
        return versions.details().get(version.toString()) instanceof Map<?, ?> its
                ? String.valueOf(its.get("state"))
                : "";
    }

    void awaitGone(VersionId version) {
        var topics = stack.config.topics();
        Stack.await(
                () ->
                        !views().contains(topics.view(version))
                                && !groups().contains(topics.group(version)));
    }

    long folded(VersionId version) {
        return stack.marks(version).values().stream().mapToLong(Mark::next).sum();
    }

    @Nullable Gauge lag(VersionId version) {
        return stack.meters.find("demarche.lag").tag("version", version.toString()).gauge();
    }

    List<Meter> meters(VersionId version) {
        return stack.meters.getMeters().stream()
                .filter(meter -> version.toString().equals(meter.getId().getTag("version")))
                .toList();
    }

    List<String> views() {
        try {
            return List.copyOf(stack.admin.listTopics().names().get());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    List<String> groups() {
        try {
            return stack.admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    void appendManyAndOneThatCannotBeFolded() {
        stack.append(
                new ProducerRecord<>(
                        stack.config.topics().reports(),
                        null,
                        "norland".getBytes(UTF_8),
                        "garbage".getBytes(UTF_8)));
        stack.append(reports(0, MANY));
    }

    void assertParkedOnce() {
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
    void assertIsWhole(VersionId version) {
        assertThat(stack.documents(version)).isEqualTo(Reference.documents(stack.events()));
        stack.assertNothingIsWrittenTwice(version);
    }

    static List<Filed> reports(int from, int to) {
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
