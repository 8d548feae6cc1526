package org.demarche.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.gateway.fold.Holdings.Taken;
import org.demarche.gateway.fold.Network.Tie;
import org.demarche.model.Stance;
import org.demarche.model.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Congruence and conflict of actors by the stances that they held. */
class NetworkTest {

    private final Map<Subject, Set<Stance>> held = new HashMap<>();

    @Test
    void actors_agree_on_an_issue_with_the_same_stance_and_conflict_on_one_with_opposite_ones() {
        held("arvenia", "peace", FAVOR);
        held("belmora", "peace", FAVOR);
        held("arvenia", "tolls", AGAINST);
        held("belmora", "tolls", AGAINST);
        held("arvenia", "ferry", FAVOR);
        held("belmora", "ferry", AGAINST);

        var network = Network.of(held);

        assertThat(network.ties()).containsExactly(new Tie("arvenia", "belmora", 3, 2, 1));
        assertThat(network.ties().getFirst().balance()).isEqualTo(1);
        assertThat(network.issues()).containsOnly(Map.entry("arvenia", 3), Map.entry("belmora", 3));
    }

    @Test
    void conditions_agree_with_conditions_alone_and_oppose_nothing() {
        held("arvenia", "peace", CONDITIONAL);
        held("belmora", "peace", CONDITIONAL);
        held("cadoria", "peace", FAVOR);
        held("dunmark", "peace", AGAINST);

        assertThat(Network.of(held).ties())
                .containsExactly(
                        new Tie("arvenia", "belmora", 1, 1, 0),
                        new Tie("cadoria", "dunmark", 1, 0, 1),
                        new Tie("arvenia", "cadoria", 1, 0, 0),
                        new Tie("arvenia", "dunmark", 1, 0, 0),
                        new Tie("belmora", "cadoria", 1, 0, 0),
                        new Tie("belmora", "dunmark", 1, 0, 0));
    }

    @Test
    void who_takes_no_side_has_no_tie_and_is_no_actor_of_the_network() {
        held("arvenia", "peace", NONE);
        held("belmora", "peace", NONE);
        held("cadoria", "peace", FAVOR);

        assertThat(Network.of(held).ties()).isEmpty();
        assertThat(Network.of(held).issues()).containsOnly(Map.entry("cadoria", 1));
    }

    @Test
    void an_actor_that_turned_round_in_the_window_agrees_and_conflicts_on_the_same_issue() {
        held("arvenia", "peace", FAVOR, AGAINST);
        held("belmora", "peace", AGAINST);
        held("cadoria", "peace", FAVOR, AGAINST);

        assertThat(Network.of(held).ties())
                .containsExactly(
                        new Tie("arvenia", "cadoria", 1, 2, 2),
                        new Tie("arvenia", "belmora", 1, 1, 1),
                        new Tie("belmora", "cadoria", 1, 1, 1));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        ",           ,           AGAINST",
        ",           2022-12-31, ''",
        ",           2023-01-01, FAVOR",
        ",           2023-05-31, FAVOR",
        ",           2023-06-01, CONDITIONAL",
        "2023-02-01, 2023-05-31, FAVOR",
        "2023-02-01, 2023-06-01, FAVOR CONDITIONAL",
        "2023-06-01, 2023-12-31, CONDITIONAL",
        "2022-01-01, 2022-06-01, ''",
        "2022-01-01, ,           FAVOR CONDITIONAL AGAINST",
        "2025-01-01, ,           AGAINST"
    })
    void a_stance_is_held_until_the_next_one_was_taken(
            LocalDate from, LocalDate to, String stances) {
        var taken =
                List.of(
                        new Taken(FAVOR, LocalDate.parse("2023-01-01")),
                        new Taken(CONDITIONAL, LocalDate.parse("2023-06-01")),
                        new Taken(AGAINST, LocalDate.parse("2024-03-01")));

        assertThat(Holdings.within(taken, from, to).stream().map(Stance::name))
                .containsExactlyInAnyOrder(stances.isEmpty() ? new String[0] : stances.split(" "));
    }

    private void held(String actor, String issue, Stance first, Stance... more) {
        held.put(new Subject(actor, issue), EnumSet.of(first, more));
    }
}
