package org.demarche.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.cli.FakeGateway;
import org.demarche.cli.GatewayCalls;
import org.demarche.cli.Run;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MergeTest extends GatewayCalls {

    private static final String NORLANDIA =
            """
            {"id":"norlandia","kind":"state","name":"Norlandia","aliases":["North"],"code":"NRD","sector":"GOV","from":"1990","memberOf":[{"actor":"alliance"}]}""";
    private static final String NORLAND =
            "{\"id\":\"norland\",\"kind\":\"state\",\"name\":\"Norland\",\"aliases\":[],\"sector\":\"GOV\",\"memberOf\":[]}";
    private static final String MERGED = NORLANDIA.replace("}]}", "}],\"mergedInto\":\"norland\"}");

    private static final String PREVIEW =
            """
            Merging norlandia: state Norlandia
            into    norland: state Norland

             issue        | norlandia            | norland
            --------------+----------------------+------------------------
             dam          |                      | favor (1 statement)
             river-treaty | favor (2 statements) | against (3 statements)
             tariffs      | - (0 statements)     |

            norland then has 3 positions; 1 of them is folded from the statements of both.
            These names then mean norland: norlandia, Norlandia, North, nordland, Nordland, The Nord.
            These entries then belong to norland: ana-reyes, ministry.
            These outlets then belong to norland: daily.
            These fields of norlandia no longer count: code, from, memberOf. Copy the values that are right to norland.
            """;

    @Test
    void the_consequences_come_first_and_without_a_yes_nothing_is_merged() {
        readable();

        var run = demarche("merge", "Norlandia", "Norland");

        assertThat(run.out()).isEqualTo(PREVIEW);
        assertThat(run.err())
                .isEqualTo("Nothing was merged: repeat it with --yes to merge them.\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(requests())
                .containsExactly(
                        "GET /v1/actors/Norlandia?asKnown=9999-12-31",
                        "GET /v1/actors/Norland?asKnown=9999-12-31",
                        "GET /v1/actors/norlandia/positions?limit=1000",
                        "GET /v1/actors/norland/positions?limit=1000",
                        "GET /v1/actors?mergedInto=norlandia&limit=1000",
                        "GET /v1/actors?memberOf=norlandia&limit=1000",
                        "GET /v1/outlets?owner=norlandia&limit=1000");
    }

    @Test
    void a_yes_merges_the_entry_that_was_read() {
        readable();
        gateway.answers(200, MERGED);

        var run = demarche("merge", "Norlandia", "Norland", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(PREVIEW)
                .endsWith(
                        "norlandia is merged into norland. `demarche actors merge norlandia --undo --url %s` takes it back.\n"
                                .formatted(gateway.url()));
        assertThat(gateway.asked().getLast())
                .isEqualTo(new FakeGateway.Asked("PUT /v1/actors/norlandia", MERGED));
        assertThat(gateway.conditions().getLast()).isEqualTo("If-match: \"t1\"");
    }

    @Test
    void a_person_at_a_terminal_is_asked() {
        readable();
        assertThat(answered(Optional.of(false)).exitCode()).isEqualTo(1);
        assertThat(requests()).noneMatch(each -> each.startsWith("PUT"));

        readable();
        gateway.answers(200, MERGED);
        assertThat(answered(Optional.of(true)).exitCode()).isZero();
        assertThat(requests().getLast()).isEqualTo("PUT /v1/actors/norlandia");
    }

    @Test
    void a_merge_is_undone() {
        gateway.answersTagged("\"t1\"", MERGED)
                .answers(200, NORLANDIA)
                .answersTagged("\"t2\"", NORLANDIA);

        assertThat(demarche("merge", "norlandia", "--undo"))
                .isEqualTo(new Run(0, "norlandia is an entry of its own again.\n", ""));
        assertThat(demarche("merge", "norlandia", "--undo"))
                .isEqualTo(new Run(0, "norlandia is not merged: nothing was written.\n", ""));
        assertThat(gateway.asked().get(1).body()).isEqualTo(NORLANDIA);
        assertThat(gateway.asked()).hasSize(3);
    }

    @Test
    void what_cannot_be_merged_is_told_in_a_sentence() {
        gateway.answersTagged("\"t1\"", NORLAND)
                .answersTagged("\"t1\"", NORLAND)
                .answersTagged("\"t2\"", NORLAND)
                .answersTagged("\"t1\"", MERGED)
                .answersTagged("\"t1\"", MERGED)
                .answersTagged("\"t2\"", NORLAND);

        assertThat(demarche("merge", "norland", "Nórland").err())
                .isEqualTo("'norland' and 'Nórland' both mean norland.\n");
        assertThat(demarche("merge", "norland", "norlandia").err())
                .isEqualTo(
                        "norlandia was merged into norland itself: merge norland into that one.\n");
        assertThat(demarche("merge", "norlandia", "norland"))
                .isEqualTo(
                        new Run(
                                0,
                                "norlandia was merged into norland before: nothing was written.\n",
                                ""));
        assertThat(demarche("merge", "norlandia").exitCode()).isEqualTo(2);
        assertThat(demarche("merge", "norlandia", "norland", "--undo").exitCode()).isEqualTo(2);
    }

    @Test
    void outlets_show_the_statements_that_they_reported() {
        gateway.answersTagged(
                        "\"t1\"",
                        "{\"id\":\"post\",\"name\":\"Post\",\"aliases\":[],\"kind\":\"online\",\"reliability\":[{\"grade\":\"B\"}]}")
                .answersTagged(
                        "\"t2\"",
                        "{\"id\":\"daily\",\"name\":\"Daily\",\"aliases\":[],\"kind\":\"online\",\"reliability\":[]}")
                .answers(200, "{\"items\":[{}],\"next\":null}")
                .answers(200, "{\"items\":[{},{}],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}")
                .answers(200, "{\"items\":[],\"next\":null}");

        var run = Run.demarche(home, "outlets", "merge", "post", "daily", "--url", gateway.url());

        assertThat(run.out())
                .isEqualTo(
                        """
                        Merging post: online Post
                        into    daily: online Daily

                        post has reports of 1 statement.
                        daily has reports of 2 statements.
                        These names then mean daily: post, Post.
                        These fields of post no longer count: reliability. Copy the values that are right to daily.
                        """);
    }

    /** Answers the reads that come before a merge. */
    private void readable() {
        gateway.answersTagged("\"t1\"", NORLANDIA)
                .answersTagged("\"t2\"", NORLAND)
                .answers(
                        200,
                        """
                        {"actor":"norlandia","items":[{"actor":"norlandia","issue":"river-treaty","stance":"favor","heard":{"statements":2}},
                          {"actor":"norlandia","issue":"tariffs","stance":null,"heard":{"statements":0}}]}""")
                .answers(
                        200,
                        """
                        {"actor":"norland","items":[{"actor":"norland","issue":"dam","stance":"favor","heard":{"statements":1}},
                          {"actor":"norland","issue":"river-treaty","stance":"against","heard":{"statements":3}}]}""")
                .answers(
                        200,
                        "{\"items\":[{\"id\":\"nordland\",\"name\":\"Nordland\",\"aliases\":[\"The Nord\"]}],\"next\":null}")
                .answers(
                        200,
                        "{\"items\":[{\"id\":\"ana-reyes\"},{\"id\":\"ministry\"}],\"next\":null}")
                .answers(200, "{\"items\":[{\"id\":\"daily\"}],\"next\":null}");
    }

    private Run answered(Optional<Boolean> answer) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
        var command = new MergeEntries(EntryType.ACTOR, _ -> answer, terminal, new Home(home));
        var exitCode =
                new CommandLine(command).execute("norlandia", "norland", "--url", gateway.url());
        return new Run(exitCode, out.toString(), err.toString());
    }

    @Override
    protected Run demarche(String... args) {
        var all = new ArrayList<>(List.of("actors"));
        all.addAll(List.of(args));
        return super.demarche(all.toArray(String[]::new));
    }
}
