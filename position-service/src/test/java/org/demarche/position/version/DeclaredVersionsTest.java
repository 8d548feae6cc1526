package org.demarche.position.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.demarche.declared.DeclaredHeap;
import org.demarche.declared.Definition;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlEvent.Declared;
import org.demarche.log.control.ControlEvent.Promoted;
import org.demarche.log.control.ControlEvent.Ready;
import org.demarche.position.Events;
import org.demarche.position.Stack;
import org.demarche.position.projection.DocumentSink;
import org.junit.jupiter.api.Test;

/** Versions of declared projections, which are built few at a time. */
class DeclaredVersionsTest extends CatalogVersions {

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
}
