package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.log.registry.Issue;
import org.demarche.log.registry.Registry;
import org.demarche.model.Stance;
import org.demarche.model.explain.StatementEvidence;
import org.demarche.model.fold.Denial;
import org.junit.jupiter.api.Test;

/** Without a summary the text of a claim is made of whose it is, the stance and the proposition. */
class ClaimTextTest {

    private static final String OWN = "norland";

    @Test
    void every_stance_has_its_words() {
        assertThat(text(Told.of(OWN, Stance.FAVOR, null)))
                .isEqualTo("norland favors: The river treaty should be kept");
        assertThat(text(Told.of(OWN, Stance.AGAINST, null)))
                .isEqualTo("norland is against: The river treaty should be kept");
        assertThat(text(Told.of(OWN, Stance.NONE, null)))
                .isEqualTo("norland takes no side on: The river treaty should be kept");
        assertThat(text(Told.of(OWN, Stance.NONE, "011")))
                .isEqualTo("norland declines to comment on: The river treaty should be kept");
        assertThat(text(Told.denial("briefing")))
                .isEqualTo("norland denies having spoken on: The river treaty should be kept");
        assertThat(text(Told.of(OWN, Stance.CONDITIONAL, null, "the dam is open", "tolls end")))
                .isEqualTo(
                        "norland favors, on condition (the dam is open; tolls end): The river treaty should be kept");
        assertThat(text(Told.of(OWN, Stance.CONDITIONAL, null)))
                .isEqualTo("norland favors, on condition: The river treaty should be kept");
    }

    @Test
    void what_others_say_is_theirs() {
        assertThat(text(Told.of("sudland", Stance.AGAINST, null)))
                .isEqualTo(
                        "According to sudland, norland is against: The river treaty should be kept");
        assertThat(text(Told.of(null, Stance.AGAINST, null)))
                .isEqualTo(
                        "According to daily, norland is against: The river treaty should be kept");
    }

    @Test
    void a_denial_is_no_refusal_to_comment_in_the_keywords() {
        assertThat(keywords(Told.denial("briefing"))).contains("[\"own\",\"denial\"]");
        assertThat(keywords(Told.of(OWN, Stance.NONE, "011"))).contains("[\"own\",\"no-comment\"]");
        assertThat(keywords(Told.of(OWN, Stance.NONE, null))).contains("[\"own\",\"none\"]");
    }

    @Test
    void what_is_denied_says_so_in_the_keywords() {
        var told = Told.of(OWN, Stance.FAVOR, null);
        var denial = Told.denial("briefing");

        var denied = told.deniedBy(List.of(new Denial(denial.id(), denial.saidOn(), null, null)));

        assertThat(keywords(denied)).contains("[\"own\",\"favor\",\"denied\"]");
    }

    private static String keywords(StatementEvidence statement) {
        return new String(new StatementClaims(new Registry()).of(statement), UTF_8);
    }

    private static String text(StatementEvidence statement) {
        var registry = new Registry();
        registry.apply(
                new Issue(
                        "river-treaty",
                        "The river treaty should be kept",
                        "River treaty",
                        List.of(),
                        null,
                        null));
        return new ClaimText(new RegisteredNames(registry)).of(statement);
    }
}
