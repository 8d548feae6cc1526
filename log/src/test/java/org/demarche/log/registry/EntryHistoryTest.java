package org.demarche.log.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The past of an entry, from record to record. */
class EntryHistoryTest {

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private static byte[] document(String name) {
        return "{\"id\":\"a\",\"name\":\"%s\"}".formatted(name).getBytes(UTF_8);
    }

    /** As it stands after records with these names, a day after one another. */
    private static EntryHistory after(byte @Nullable [] header, String... names) {
        var history = EntryHistory.of(document(names[0]), FIRST, header);
        for (var day = 1; day < names.length; day++) {
            var appended = FIRST.plusSeconds(86_400L * day);
            history = EntryHistory.of(document(names[day]), appended, history.replaced(null));
        }
        return history;
    }

    private static List<String> told(EntryHistory history) {
        return history.revisions().stream()
                .map(
                        revision ->
                                revision.recorded().toString().substring(0, 10)
                                        + ' '
                                        + new String(revision.document(), UTF_8))
                .toList();
    }

    @Test
    void each_record_takes_over_the_past_of_the_one_before() {
        var history = after(EntryHistory.beginning(null), "A", "B", "Ç");

        assertThat(history.complete()).isTrue();
        assertThat(told(history))
                .containsExactly(
                        "2024-01-03 {\"id\":\"a\",\"name\":\"Ç\"}",
                        "2024-01-02 {\"id\":\"a\",\"name\":\"B\"}",
                        "2024-01-01 {\"id\":\"a\",\"name\":\"A\"}");
    }

    @Test
    void the_history_of_an_entry_of_an_earlier_release_begins_with_how_it_stands() {
        var history = after(null, "A", "B");

        assertThat(history.complete()).isFalse();
        assertThat(told(history)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-12-31T23:59:59.999Z, ",
        "2024-01-01T00:00:00Z, A",
        "2024-01-01T23:59:59.999Z, A",
        "2024-01-02T00:00:00Z, B",
        "2030-01-01T00:00:00Z, B",
    })
    void an_instant_has_the_last_that_was_recorded_by_then(Instant known, String name) {
        var history = after(EntryHistory.beginning(null), "A", "B");

        assertThat(history.at(known).map(found -> new String(found.document(), UTF_8)).orElse(""))
                .contains(name == null ? "" : '"' + name + '"');
        assertThat(history.at(known).isPresent()).isEqualTo(name != null);
    }

    @Test
    void the_oldest_revisions_are_dropped_and_the_history_says_so() {
        var names = new String[EntryHistory.MOST_EARLIER + 2];
        for (var at = 0; at < names.length; at++) {
            names[at] = "N" + at;
        }

        var history = after(EntryHistory.beginning(null), names);

        assertThat(history.complete()).isFalse();
        assertThat(history.revisions()).hasSize(EntryHistory.MOST_EARLIER + 1);
        assertThat(told(history).getFirst()).contains("N51");
        assertThat(told(history).getLast()).contains("N1\"");
    }

    @Test
    void long_revisions_are_dropped_sooner() {
        var half = "n".repeat(EntryHistory.MOST_EARLIER_BYTES / 2 - 100);

        var history = after(EntryHistory.beginning(null), "A" + half, "B" + half, "C" + half, "D");

        assertThat(history.complete()).isFalse();
        assertThat(history.revisions()).hasSize(3);
        var line = history.past();
        assertThat(line.length).isLessThan(EntryHistory.MOST_EARLIER_BYTES + 10_000);
    }

    @Test
    void revisions_that_hardly_differ_take_little_room() {
        var names = new String[EntryHistory.MOST_EARLIER + 1];
        for (var at = 0; at < names.length; at++) {
            names[at] = "The ministry of rivers and of works on rivers " + at;
        }

        assertThat(after(EntryHistory.beginning(null), names).replaced(null).length)
                .isLessThan(2_000);
    }

    @Test
    void a_header_that_nobody_can_read_leaves_the_entry_and_its_own_time() {
        var history = EntryHistory.of(document("A"), FIRST, "nonsense".getBytes(UTF_8));

        assertThat(history.complete()).isFalse();
        assertThat(told(history)).containsExactly("2024-01-01 {\"id\":\"a\",\"name\":\"A\"}");
    }

    @Test
    void what_is_restored_has_the_times_that_it_had() throws Exception {
        var exported = after(EntryHistory.beginning(null), "A", "B");

        var header = EntryHistory.restored(exported.past(), Instant.MAX);

        var restored =
                EntryHistory.of(document("B"), Instant.parse("2030-01-01T00:00:00Z"), header);
        assertThat(told(restored)).isEqualTo(told(exported));
        assertThat(restored.complete()).isTrue();
        assertThat(told(EntryHistory.of(document("C"), FIRST, restored.replaced(null))))
                .endsWith(told(exported).toArray(String[]::new));
    }

    @Test
    void each_revision_keeps_who_wrote_it_through_an_export_and_a_restore() throws Exception {
        var first =
                EntryHistory.of(document("A"), FIRST, EntryHistory.beginning("Desk, \"night\""));
        var second = EntryHistory.of(document("B"), FIRST, first.replaced(null));
        var third = EntryHistory.of(document("C"), FIRST, second.replaced("Keeper"));

        var restored = EntryHistory.restored(third.past(), Instant.MAX);

        assertThat(EntryHistory.of(document("C"), FIRST, restored).revisions())
                .extracting(EntryRevision::recordedBy)
                .containsExactly("Keeper", null, "Desk, \"night\"");
    }

    @Test
    void fields_of_a_later_release_are_ignored() throws Exception {
        var past = "{\"complete\":true,\"earlier\":[],\"by\":\"ada\"}".getBytes(UTF_8);

        var header = EntryHistory.restored(past, Instant.MAX);

        assertThat(EntryHistory.of(document("A"), FIRST, header).complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"recorded": "2024-01-01"}                                          | '2024-01-01' is not an instant
                    {"recorded": "2031-01-01T00:00:00Z"}                                | is in the future
                    {"earlier": [{"recorded": "2031-01-01T00:00:00Z", "entry": {}}]}    | is in the future
                    {"recordedBy": ""}                                                  | recordedBy must not be empty
                    {"earlier": [{"entry": {}}]}                                        | '' is not an instant
                    {"earlier": [{"recorded": "2024-01-01T00:00:00Z"}]}                 | a revision has no entry
                    {"earlier":                                                         | is not JSON
                    """)
    void a_past_that_no_stack_can_have_written_is_refused(String past, String reason) {
        var latest = Instant.parse("2030-01-01T00:00:00Z");

        assertThatThrownBy(() -> EntryHistory.restored(past.getBytes(UTF_8), latest))
                .isInstanceOf(UnreadableEntry.class)
                .hasMessageStartingWith("its past")
                .hasMessageContaining(reason);
    }
}
