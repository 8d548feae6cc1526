package org.demarche.gateway.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.ReportBuilder.retracted;
import static org.demarche.model.ReportBuilder.said;

import java.net.URLEncoder;
import java.util.List;
import org.demarche.gateway.Published;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.EntryType;
import org.demarche.model.Report;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements are found by the words of their reports, as these stood at the time asked for. */
class StatementSearchTest {

    private static final ReportEvent[] EVENTS = {
        said("arvenia.dam.a1", Stance.FAVOR, "2021-06-01")
                .summary("The treaty is signed.")
                .filed("2024-01-01"),
        said("arvenia.dam.a2", Stance.FAVOR, "2021-05-01")
                .summary("She speaks on the quay.")
                .quoted(Report.Quote.Type.DIRECT, "We keep it!")
                .filed("2024-01-01"),
        said("belmora.dam.b1", Stance.FAVOR, "2021-05-01")
                .in("herald")
                .utterance("dock")
                .summary("No treaty without a ferry.")
                .filed("2024-01-01"),
        said("belmora.dam.b2", Stance.FAVOR, "2021-04-01")
                .summary("A tunnel, then.")
                .filed("2024-01-01"),
        said("belmora.dam.b2", Stance.FAVOR, "2021-04-01")
                .summary("A bridge, then.")
                .corrected("2024-01-05"),
        said("belmora.dam.b3", Stance.FAVOR, "2021-03-01")
                .summary("All is gone.")
                .filed("2024-01-01"),
        retracted("belmora.dam.b3", "2024-01-05"),
    };

    private Stack stack;

    @BeforeEach
    void start() {
        stack = World.start();
        World.register(
                stack,
                EntryType.ISSUE,
                "dam",
                "{'name': 'Dam', 'proposition': 'There should be a dam'}");
        stack.publish(Published.of(EVENTS));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/statement-search.txt", delimiter = '|')
    void all_words_stand_in_one_report(String search, @Nullable String leads) {
        assertThat(leads("q=" + encoded(search)))
                .containsExactly(leads == null ? new String[0] : leads.split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    q=            | has neither a letter nor a digit
                    q=%3F%21      | has neither a letter nor a digit
                    q=dam&q=quay  | is given 2 times
                    """)
    void a_search_for_nothing_is_refused(String query, String fault) {
        var refused = stack.get("/v1/statements?" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("\"parameter\":\"q\",\"message\":\"%s\"".formatted(fault));
    }

    @Test
    void a_search_comes_in_pages_and_is_there_after_a_restart() {
        var path = "/v1/statements?q=the";
        var whole = World.items(stack, path, "items");

        assertThat(whole).hasSize(2);
        assertThat(World.pages(stack, path, "items", 1)).isEqualTo(whole);
        stack.restart();
        assertThat(World.items(stack, path, "items")).isEqualTo(whole);
    }

    @Test
    void a_search_finds_what_is_merged_under_its_new_name() {
        World.register(
                stack,
                EntryType.ACTOR,
                "belmora",
                "{'kind': 'state', 'name': 'Belmora', 'mergedInto': 'arvenia'}");

        assertThat(leads("q=treaty&actor=arvenia")).containsExactly("a1", "b1");
    }

    private List<String> leads(String query) {
        return World.items(stack, "/v1/statements?" + query, "items").stream()
                .map(one -> one.get("lead").asText())
                .map(id -> id.substring(id.lastIndexOf('.') + 1))
                .toList();
    }

    /** Encodes the words only. The parameters after them are encoded already. */
    private static String encoded(String search) {
        var parts = search.split("&", 2);
        var words = URLEncoder.encode(parts[0], UTF_8);
        return parts.length == 1 ? words : words + '&' + parts[1];
    }
}
