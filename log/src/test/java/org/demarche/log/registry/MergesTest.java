package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.merged;
import static org.demarche.log.registry.Entries.mergedIssue;
import static org.demarche.log.registry.Entries.registry;
import static org.demarche.log.registry.EntryType.ACTOR;
import static org.demarche.log.registry.EntryType.ISSUE;
import static org.demarche.log.registry.EntryType.OUTLET;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergesTest {

    @Test
    void a_chain_is_followed_to_its_end() {
        var registry = registry(merged("a", "b"), merged("b", "c"), merged("c", null));

        assertThat(List.of("a", "b", "c"))
                .allSatisfy(
                        id -> {
                            assertThat(registry.canonical(ACTOR, id)).isEqualTo("c");
                            assertThat(registry.mergedFrom(ACTOR, id))
                                    .containsExactly("a", "b", "c");
                        });
    }

    @Test
    void what_is_not_merged_and_what_nobody_knows_stand_for_themselves() {
        var registry = registry(merged("a", "b"), merged("b", null), merged("d", null));

        assertThat(registry.canonical(ACTOR, "d")).isEqualTo("d");
        assertThat(registry.mergedFrom(ACTOR, "d")).containsExactly("d");
        assertThat(registry.canonical(ACTOR, "unknown")).isEqualTo("unknown");
        assertThat(registry.mergedFrom(ACTOR, "unknown")).containsExactly("unknown");
    }

    @Test
    void each_type_has_its_own_merges() {
        var registry = registry(mergedIssue("a", null, "b"), mergedIssue("b", null, null));

        assertThat(registry.canonical(ISSUE, "a")).isEqualTo("b");
        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("a");
        assertThat(registry.hasMerges()).isTrue();
        assertThat(registry.hasMerges(ISSUE)).isTrue();
        assertThat(registry.hasMerges(ACTOR)).isFalse();
        assertThat(registry.hasMerges(OUTLET)).isFalse();
    }

    @Test
    void a_merge_is_undone_by_an_entry_without_it() {
        var registry = registry(merged("a", "b"), merged("b", null));
        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("b");

        registry.apply(merged("a", null));

        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("a");
        assertThat(registry.mergedFrom(ACTOR, "b")).containsExactly("b");
        assertThat(registry.hasMerges(ACTOR)).isFalse();
        assertThat(registry.hasMerges()).isFalse();
    }

    @Test
    void a_chain_ends_before_an_id_that_nobody_has_until_somebody_has_it() {
        var registry = registry(merged("a", "b"));
        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("a");
        assertThat(registry.hasMerges(ACTOR)).isFalse();

        registry.apply(merged("b", null));
        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("b");

        registry.remove(new EntryKey(ACTOR, "b"));
        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("a");
    }

    @Test
    void a_circle_ends_at_its_smallest_id() {
        var registry = registry(merged("a", "d"), merged("d", "c"), merged("c", "d"));

        assertThat(registry.canonical(ACTOR, "a")).isEqualTo("c");
        assertThat(registry.canonical(ACTOR, "c")).isEqualTo("c");
        assertThat(registry.mergedFrom(ACTOR, "d")).containsExactly("a", "c", "d");
    }
}
