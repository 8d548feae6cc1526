package org.demarche.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Outlet;
import org.demarche.model.Stance;
import org.demarche.model.edtf.Edtf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each list is also there as a table in CSV. */
class TablesTest {

    private static final String POSITION =
            "actor,issue,stance,since,conditions,conditionKeys,conditionCount,certainty,mixed,disputed,lastHeard,statement,saidOn,speaker,office,summary,contested,reports,outlets,urls,reportCount,countedStatements,countedReports,countedOutlets,countedOrigins,heardStatements,heardReports,heardOutlets,heardOrigins,previousStance,previousSince,previousUntil,ascribedBy,ascribedStances,ascribedCount,rule,reliabilities,credibilities,deniedBy,deniedCount,outweighedStatements,outweighedReports,outweighedOutlets,outweighedOrigins,actorName,actorCode,issueName,sinceEarliest,sinceLatest,lastHeardEarliest,lastHeardLatest,saidOnEarliest,saidOnLatest,speakerName,outletName,previousSinceEarliest,previousSinceLatest,previousUntilEarliest,previousUntilLatest,ascribedByName\r\n";

    private static final String TOLLS =
            "norland,river-tolls,favor,2024-03-02,,,0,certain,false,false,2024-03-02,norland.river-tolls.df8fa02c5886bad6b233023e,2024-03-02,ada-lund,spokeswoman,,false,norland.river-tolls.r1,daily,,1,1,1,1,1,1,1,1,1,,,,,,0,latest-own/1,,,,,,,,,Norland,,River tolls,2024-03-02,2024-03-02,2024-03-02,2024-03-02,2024-03-02,2024-03-02,\"'=Ada, Lund\",The Daily,,,,,\r\n";
    private static final String TREATY =
            "norland,river-treaty,favor,2024-05-01,,,0,certain,false,false,2024-05-01,norland.river-treaty.57baa7fd414efac22b9eaf0a,2024-05-01,ada-lund,spokeswoman,,true,norland.river-treaty.r2; norland.river-treaty.r3,daily; herald,,2,1,2,2,2,2,3,2,2,against,2024-03-01,2024-03-01,,,0,latest-own/1,,,,,,,,,Norland,,River treaty,2024-05-01,2024-05-01,2024-05-01,2024-05-01,2024-05-01,2024-05-01,\"'=Ada, Lund\",The Daily; The Herald,2024-03-01,2024-03-01,2024-03-01,2024-03-01,\r\n";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(
                Reports.NORLAND,
                new Actor(
                        "ada-lund",
                        Actor.Kind.PERSON,
                        "=Ada, Lund",
                        List.of("Lund", "A. Lund"),
                        "NOR",
                        "GOV",
                        "Q1",
                        null,
                        List.of(
                                new Actor.Part(
                                        "norland", "spokeswoman", Edtf.parse("2020-01"), null)),
                        null,
                        null,
                        List.of(),
                        null),
                Reports.TREATY,
                Reports.TOLLS,
                Reports.DAILY,
                new Outlet(
                        "herald",
                        "The Herald",
                        List.of(),
                        Outlet.Kind.NEWSPAPER,
                        "daily",
                        "NOR",
                        "https://herald.example/",
                        List.of(new Outlet.Reliability(Outlet.Grade.B, null)),
                        null));
        stack.publish(
                documents(
                        filed("norland", "river-treaty", "r1", Stance.AGAINST, "2024-03-01"),
                        filed(
                                "norland",
                                "river-treaty",
                                "r2",
                                Stance.FAVOR,
                                "2024-05-01",
                                "daily",
                                "quay-speech"),
                        filed(
                                "norland",
                                "river-treaty",
                                "r3",
                                Stance.AGAINST,
                                "2024-05-01",
                                "herald",
                                "quay-speech")));
        stack.publish(documents(filed("norland", "river-tolls", "r1", Stance.FAVOR, "2024-03-02")));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void positions_are_a_table() {
        for (var path :
                List.of(
                        "/v1/actors/norland/positions",
                        "/v1/positions",
                        "/v1/positions?actor=norland")) {
            assertThat(csv(path)).as(path).isEqualTo(POSITION + TOLLS + TREATY);
        }
        assertThat(csv("/v1/issues/river-tolls/positions")).isEqualTo(POSITION + TOLLS);
        assertThat(csv("/v1/actors/norland/positions/river-tolls")).isEqualTo(POSITION + TOLLS);
    }

    @Test
    void statements_are_a_table() {
        assertThat(csv("/v1/statements?actor=norland&issue=river-treaty"))
                .isEqualTo(
                        """
                        statement,actor,issue,voice,by,stance,saidOn,contested,lead,countedReports,countedOutlets,countedOrigins,reports,outlets,urls,speakers,speakerNames,summaries,differences,reliabilities,credibilities,open,deniedBy,deniedCount,outweighedReports,outweighedOutlets,outweighedOrigins,actorName,actorCode,issueName,byName,saidOnEarliest,saidOnLatest,outletName,speakerActorName\r
                        norland.river-treaty.57baa7fd414efac22b9eaf0a,norland,river-treaty,own,,favor,2024-05-01,true,norland.river-treaty.r2,2,2,2,norland.river-treaty.r2; norland.river-treaty.r3,daily; herald,,ada-lund; ada-lund,Ada Lund; Ada Lund,Said by Ada Lund – on the quay.; Said by Ada Lund – on the quay.,stance,,,,,,,,,Norland,,River treaty,,2024-05-01,2024-05-01,The Daily; The Herald,"'=Ada, Lund; =Ada, Lund"\r
                        norland.river-treaty.c59bfd5d6d04155a8ff5beff,norland,river-treaty,own,,against,2024-03-01,false,norland.river-treaty.r1,1,1,1,norland.river-treaty.r1,daily,,ada-lund,Ada Lund,Said by Ada Lund – on the quay.,,,,,,,,,,Norland,,River treaty,,2024-03-01,2024-03-01,The Daily,"'=Ada, Lund"\r
                        """);
    }

    @Test
    void the_registry_is_three_tables() {
        assertThat(csv("/v1/actors"))
                .isEqualTo(
                        """
                        id,kind,name,aliases,code,sector,wikidata,membership,memberOf,roles,memberFrom,memberTo,mergedInto,from,to,successors,fromEarliest,fromLatest,toEarliest,toLatest,memberFromEarliest,memberFromLatest,memberToEarliest,memberToLatest,memberOfName,memberOfCode,successorName,successorCode\r
                        ada-lund,person,"'=Ada, Lund",Lund; A. Lund,NOR,GOV,Q1,,norland,spokeswoman,2020-01,,,,,,,,,,2020-01-01,2020-01-31,,,Norland,,,\r
                        norland,state,Norland,Kingdom of Nórland,,,,,,,,,,,,,,,,,,,,,,,,\r
                        """);
        assertThat(csv("/v1/issues"))
                .isEqualTo(
                        """
                        id,name,proposition,aliases,parent,mergedInto,parentName\r
                        river-tolls,River tolls,River tolls should be kept,,,,\r
                        river-treaty,River treaty,River treaty should be kept,,,,\r
                        """);
        assertThat(csv("/v1/outlets"))
                .isEqualTo(
                        """
                        id,kind,name,aliases,owner,country,url,grades,gradedFrom,mergedInto,ownerName\r
                        daily,newspaper,The Daily,,,,,,,,\r
                        herald,newspaper,The Herald,,daily,NOR,https://herald.example/,B,,,The Daily\r
                        """);
        assertThat(csv("/v1/actors?q=nobody-at-all"))
                .isEqualTo(
                        "id,kind,name,aliases,code,sector,wikidata,membership,memberOf,roles,memberFrom,memberTo,mergedInto,from,to,successors,fromEarliest,fromLatest,toEarliest,toLatest,memberFromEarliest,memberFromLatest,memberToEarliest,memberToLatest,memberOfName,memberOfCode,successorName,successorCode\r\n");
    }

    @Test
    void a_table_has_a_byte_order_mark_where_it_is_asked_for() {
        for (var path :
                List.of(
                        "/v1/positions?limit=1",
                        "/v1/statements?limit=1",
                        "/v1/actors?limit=1",
                        "/v1/shifts?limit=1",
                        "/v1/export/statements?format=csv")) {
            var plain = stack.get(path, "Accept", "text/csv");
            var marked = stack.get(path + "&bom=true", "Accept", "text/csv");

            assertThat(marked.body()).as(path).isEqualTo('\uFEFF' + plain.body());
            assertThat(csv(path + "&bom=false")).isEqualTo(plain.body());
            assertThat(marked.headers().firstValue("Link").orElse("")).doesNotContain("bom=true>");
        }
        assertThat(stack.get("/v1/export/statements?format=claims&bom=true").body())
                .contains("\"parameter\":\"bom\"");
        assertThat(stack.get("/v1/positions?bom=true").statusCode()).isEqualTo(400);
        assertThat(stack.get("/v1/positions?bom=yes", "Accept", "text/csv").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_table_goes_on_where_its_link_says() {
        var first = stack.get("/v1/positions?limit=1&actor=Norland", "Accept", "text/csv");
        assertThat(first.body()).isEqualTo(POSITION + TOLLS);
        var link = next(first).orElseThrow();
        assertThat(link)
                .matches("</v1/positions\\?limit=1&actor=Norland&cursor=[^&>]+>; rel=\"next\"");

        var second = stack.get(link.substring(1, link.indexOf('>')), "Accept", "text/csv");
        assertThat(second.body()).isEqualTo(POSITION + TREATY);
        assertThat(next(second)).isEmpty();
    }

    @Test
    void a_table_has_a_tag_of_its_own() {
        var path = "/v1/positions?limit=1";
        var json = stack.get(path);
        var csv = stack.get(path, "Accept", "text/csv");
        var tag = csv.headers().firstValue("ETag").orElseThrow();

        assertThat(csv.headers().firstValue("Content-Type"))
                .contains("text/csv; charset=utf-8; header=present");
        assertThat(json.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
        assertThat(csv.headers().allValues("Vary")).containsExactly("Accept, Accept-Encoding");
        assertThat(json.headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
        assertThat(stack.get(path, "Accept", "text/csv", "If-None-Match", tag))
                .returns(304, HttpResponse::statusCode)
                .returns("", HttpResponse::body);
        assertThat(stack.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_tag_tells_that_the_rest_has_changed() {
        var whole = stack.get("/v1/issues/river-tolls/positions", "Accept", "text/csv");
        var part = stack.get("/v1/positions?limit=1", "Accept", "text/csv");

        assertThat(part.body()).isEqualTo(whole.body());
        assertThat(part.headers().firstValue("ETag"))
                .isNotEqualTo(whole.headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "TEXT/CSV; header=present",
                "text/*",
                "text/csv, */*",
                "text/csv, */*;q=0.1",
                "application/json;q=0.5, text/csv",
                "application/json;q=0.5, text/*;q=0.6",
                "application/json;q=0, */*",
                "application/json;q=0.8, text/csv;q=0.9, text/html"
            })
    void who_would_rather_have_csv_gets_it(String accept) {
        assertThat(type("/v1/issues", accept))
                .isEqualTo("200 text/csv; charset=utf-8; header=present");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "text/csv, application/json",
                "text/csv;q=0.5, application/json",
                "text/csv;q=0.5, */*",
                "text/csv;q=0, */*;q=0.1",
                "text/html, application/xhtml+xml, */*;q=0.8"
            })
    void json_is_what_everybody_else_gets(String accept) {
        assertThat(type("/v1/issues", accept)).isEqualTo("200 application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "406, text/csv, /v1/actors/norland",
        "406, text/csv, /v1/reports/norland.river-treaty.r1",
        "406, text/html, /v1/positions",
        "404, text/csv, /v1/actors/nobody/positions",
        "404, text/csv, /v1/nowhere",
        "400, text/csv, /v1/positions?limit=0",
        "400, text/csv, /v1/statements?voice=loud"
    })
    void what_is_no_table_is_none_and_a_problem_is_never_one(
            int status, String accept, String path) {
        assertThat(type(path, accept)).isEqualTo(status + " application/problem+json");
    }

    private static String csv(String path) {
        var response = stack.get(path, "Accept", "text/csv");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static String type(String path, String accept) {
        var response = stack.get(path, "Accept", accept);
        return response.statusCode()
                + " "
                + response.headers().firstValue("Content-Type").orElse("without");
    }

    private static Optional<String> next(HttpResponse<?> response) {
        return response.headers().allValues("Link").stream()
                .filter(link -> link.contains("rel=\"next\""))
                .findFirst();
    }
}
