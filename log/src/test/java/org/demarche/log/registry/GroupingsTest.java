package org.demarche.log.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.log.registry.Entries.group;
import static org.demarche.log.registry.Entries.merged;
import static org.demarche.log.registry.Entries.mergedIssue;
import static org.demarche.log.registry.Entries.organization;
import static org.demarche.log.registry.Entries.outlet;
import static org.demarche.log.registry.Entries.part;
import static org.demarche.log.registry.Entries.registry;
import static org.demarche.log.registry.Entries.state;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A fold by the registry can be used while the count of its groupings is the same. */
class GroupingsTest {

    private final Registry registry =
            registry(merged("a", null), merged("b", null), mergedIssue("i", null, null));

    @Test
    void it_goes_up_with_whatever_may_group_what_is_filed_in_another_way() {
        var changes =
                List.of(
                        merged("a", "b"),
                        merged("a", null),
                        mergedIssue("j", null, "i"),
                        organization("c", part("b", null, null, null)),
                        organization("c"),
                        outlet("a", null),
                        group("g", Actor.Membership.UNDEFINED));
        for (var change : changes) {
            var before = registry.groupings();
            registry.apply(change);
            assertThat(registry.groupings()).as("%s", change).isGreaterThan(before);
        }
    }

    @Test
    void it_stays_with_new_names_and_entries_of_no_group() {
        var before = registry.groupings();

        registry.apply(state("a", "a", "alias"));
        registry.apply(state("n", "Newcomer"));
        registry.apply(mergedIssue("k", null, null));

        assertThat(registry.groupings()).isEqualTo(before);
    }
}
