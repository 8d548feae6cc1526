package org.demarche.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All statements leave in three forms, each as its standard has it. */
class StatementExportTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String HEADER =
            "statement,report,holder,issue,voice,by,statementStance,statementSaidOn,contested,counted,spokenFor,speaker,speakerName,role,office,stance,conditions,conditionKeys,saidOn,saidAt,venue,addressees,plover,mode,cameo,quoteType,quote,summary,utterance,outlet,outletKind,agency,relay,origin,url,publishedOn,language,reliability,credibility,coder,confidence,recorded,saidAtOffset,saidAfter,denies,published,publishedAt,open,deniedBy,deniedCount,holderName,holderCode,issueName,byName,statementSaidOnEarliest,statementSaidOnLatest,spokenForName,spokenForCode,saidOnEarliest,saidOnLatest,outletName,speakerActorName,addresseeName,addresseeCode,agencyName,originName,publishedEarliest,publishedLatest\r\n";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        AllStatements.fill(stack);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void csv_has_a_line_for_each_report() {
        var response = stack.get("/v1/export/statements?format=csv");

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/csv; charset=utf-8; header=present");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"statements.csv\"");
        assertThat(response.body())
                .isEqualTo(
                        HEADER
                                +
"""
norland.river-treaty.61b4f27f15cad985ac8dba35,norland.river-treaty.bare,norland,river-treaty,narrated,daily,favor,[..2024-05-05],false,true,,,,,,favor,,,,,,,SUPPORT,,,,,,,daily,newspaper,,,daily,,2024-05-05,,B,,,,2025-01-01T00:00:00Z,,,,,,,,,Norland,NOR,River treaty,The Daily,,2024-05-05,,,,,The Daily,,,,,The Daily,,\r
norland.river-treaty.b4e4695ba44e561ec5288054,norland.river-treaty.told,norland,river-treaty,ascribed,sudland,against,2024-04,false,true,sudland,,Bo Sand,,,against,,,2024-04,,,,ACCUSE,,,,,,,daily,newspaper,,,daily,,2024-05-04,,B,,,,2025-01-01T00:00:00Z,,quay-speech,,,2024-05-04T10:00:00Z,,,,Norland,NOR,River treaty,Sudland,2024-04-01,2024-04-30,Sudland,SDN,2024-04-01,2024-04-30,The Daily,,,,,The Daily,,\r
norland.river-treaty.57baa7fd414efac22b9eaf0a,norland.river-treaty.full,norland,river-treaty,own,,conditional,2024-05-01,false,true,norland,ada-lund,Ada Lund,spokeswoman,Minister of rivers,conditional,"the dam is inspected; tolls end, at once","dam-inspected; ",2024-05-01,2024-05-01T08:30:00Z,"quay, at noon",sudland,REJECT,meet,125,mixed,'-not before-,Norland will sign once the dam is inspected.,quay-speech,daily,newspaper,herald,read-out; embassy,herald,https://daily.example/1,2024-05-02,en-GB,B,2,ab,high,2025-01-01T00:00:00Z,'+02:00,,,,,,,,Norland,NOR,River treaty,,2024-05-01,2024-05-01,Norland,NOR,2024-05-01,2024-05-01,The Daily,Ada Lund,Sudland,SDN,The Herald,The Herald,,\r
norland.river-treaty.57baa7fd414efac22b9eaf0a,norland.river-treaty.twin,norland,river-treaty,own,,conditional,2024-05-01,false,true,norland,ada-lund,Ada Lund,spokeswoman,Minister of rivers,conditional,"the dam is inspected; tolls end, at once","dam-inspected; ",2024-05-01,2024-05-01T08:30:00Z,"quay, at noon",sudland,REJECT,meet,125,mixed,'-not before-,Norland will sign once the dam is inspected.,quay-speech,herald,newspaper,,read-out; embassy,herald,https://herald.example/1,2024-05-03,en-GB,B,2,ab,high,2025-01-01T00:00:00Z,'+02:00,,,,,,,,Norland,NOR,River treaty,,2024-05-01,2024-05-01,Norland,NOR,2024-05-01,2024-05-01,The Herald,Ada Lund,Sudland,SDN,,The Herald,,\r
sudland.river-tolls.f3d847494410bfd3da94d9c7,sudland.river-tolls.mute,sudland,river-tolls,own,,,2024-05-06,false,true,sudland,,,,,none,,,2024-05-06,,,,,,011,,,,,herald,newspaper,,,herald,,2024-05-06,,B,,,,2025-01-01T00:00:00Z,,,toll-speech,2024-05,,,,,Sudland,SDN,River tolls,,2024-05-06,2024-05-06,Sudland,SDN,2024-05-06,2024-05-06,The Herald,,,,,The Herald,2024-05-01,2024-05-31\r
""");
    }

    @Test
    void claims_are_json_ld_each_on_a_line() {
        var response = stack.get("/v1/export/statements?format=claims");

        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/x-ndjson; profile=\"https://schema.org/Claim\"");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"claims.ndjson\"");
        assertThat(lines(response.body())).isEqualTo(expected("/exported-claims.json"));
    }

    @Test
    void events_are_plovers_and_plain_comments_are_none() {
        var response = stack.get("/v1/export/statements?format=plover");

        assertThat(response.headers().firstValue("Content-Type"))
                .contains(
                        "application/x-ndjson; profile=\"https://github.com/openeventdata/PLOVER\"");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"plover.ndjson\"");
        assertThat(lines(response.body())).isEqualTo(expected("/exported-plover.json"));
    }

    @Test
    void part_of_them_is_exported_by_actor_and_issue() {
        var all = stack.get("/v1/export/statements?format=csv").body();
        var norland = stack.get("/v1/export/statements?format=csv&actor=Norland").body();
        var tolls = stack.get("/v1/export/statements?format=csv&issue=River%20tolls").body();

        assertThat(norland + tolls.substring(HEADER.length())).isEqualTo(all);
        assertThat(
                        stack.get(
                                        "/v1/export/statements?format=csv&actor=sudland&issue=river-treaty")
                                .body())
                .isEqualTo(HEADER);
        assertThat(stack.get("/v1/export/statements?format=plover&actor=sudland").body()).isEmpty();
    }

    @Test
    void what_the_client_accepts_does_not_matter_but_the_format_does() {
        var response = stack.get("/v1/export/statements?format=csv", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(200);
        var head = stack.send("HEAD", "/v1/export/statements?format=csv");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"statements.csv\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | /v1/export/statements                          | "parameter":"format","message":"is required: one of csv, claims, plover"
                    400 | /v1/export/statements?format=xml               | "parameter":"format","message":"must be one of csv, claims, plover, but is 'xml'"
                    400 | /v1/export/statements?format=csv&format=claims | "parameter":"format","message":"is given 2 times"
                    400 | /v1/export/statements?format=csv&limit=1       | "parameter":"limit"
                    400 | /v1/export/statements?format=csv&asOf=soon     | "parameter":"asOf"
                    400 | /v1/export/statements?format=csv&uncertain=include | "parameter":"uncertain"
                    404 | /v1/export/statements?format=csv&actor=nobody  | No actor is called 'nobody'
                    404 | /v1/export/statements?format=csv&issue=nothing | No issue is called 'nothing'
                    """)
    void what_cannot_be_exported_is_a_problem(int status, String path, String part) {
        var response = stack.get(path, "Accept", "text/csv");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains(part);
    }

    @Test
    void an_export_is_of_a_day_and_of_what_was_known_and_can_be_cited() {
        var all = "/v1/export/statements?format=csv";

        assertThat(stack.get(all + "&asOf=2024-04-30").body().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("norland.river-treaty.told");
        assertThat(stack.get(all + "&asOf=2024-04-01&uncertain=include").body().lines()).hasSize(3);
        assertThat(stack.get(all + "&asKnown=2024-12-31").body().lines()).hasSize(1);
        for (var path : List.of(all, all + "&asOf=2024-05-01&actor=norland")) {
            var read = stack.get(path);

            assertThat(World.cited(read)).contains("asKnown=2025-01-01T00:00:00Z");
            assertThat(stack.get(World.cited(read)).body()).isEqualTo(read.body());
        }
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(StatementExportTest::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The documents of a file, which has them as one list. */
    private static List<JsonNode> expected(String file) {
        try (var in = StatementExportTest.class.getResourceAsStream(file)) {
            return JSON.readTree(in).valueStream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
