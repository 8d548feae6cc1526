package org.demarche.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Outlet;
import org.demarche.model.Report;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
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
        stack.register(
                actor("norland", Actor.Kind.STATE, "Norland", "NOR", "GOV", "Q1"),
                actor("sudland", Actor.Kind.STATE, "Sudland", "SDN", "GOV", null),
                actor("ada-lund", Actor.Kind.PERSON, "Ada Lund", "NOR", "GOV", "Q7"),
                Reports.TREATY,
                Reports.TOLLS,
                Reports.DAILY,
                new Outlet(
                        "herald",
                        "The Herald",
                        List.of(),
                        Outlet.Kind.NEWSPAPER,
                        null,
                        null,
                        null,
                        List.of(),
                        null));
        stack.publish(
                documents(
                        full("full", "daily", "herald", "2024-05-02"),
                        full("twin", "herald", null, "2024-05-03"),
                        told(),
                        bare()));
        stack.publish(documents(mute()));
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
        assertThat(lines(response.body()))
                .containsExactly(
                        json(
"""
{
  "@context": "https://schema.org",
  "@type": "Claim",
  "@id": "urn:demarche:statement:norland.river-treaty.61b4f27f15cad985ac8dba35",
  "url": "/v1/statements/norland.river-treaty.61b4f27f15cad985ac8dba35",
  "text": "According to The Daily, Norland favors: River treaty should be kept",
  "temporal": "[..2024-05-05]",
  "author": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
  "about": [
    {"@type": "Thing", "@id": "urn:demarche:issue:river-treaty", "name": "River treaty", "description": "River treaty should be kept"},
    {"@type": "Organization", "@id": "urn:demarche:actor:norland", "name": "Norland", "sameAs": "https://www.wikidata.org/wiki/Q1"}
  ],
  "keywords": ["narrated", "favor"],
  "firstAppearance": {
    "@type": "CreativeWork",
    "@id": "urn:demarche:report:norland.river-treaty.bare",
    "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
    "datePublished": "2024-05-05"
  },
  "appearance": [
    {
      "@type": "CreativeWork",
      "@id": "urn:demarche:report:norland.river-treaty.bare",
      "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
      "datePublished": "2024-05-05"
    }
  ]
}"""),
                        json(
"""
{
  "@context": "https://schema.org",
  "@type": "Claim",
  "@id": "urn:demarche:statement:norland.river-treaty.b4e4695ba44e561ec5288054",
  "url": "/v1/statements/norland.river-treaty.b4e4695ba44e561ec5288054",
  "text": "According to Sudland, Norland is against: River treaty should be kept",
  "temporal": "2024-04",
  "author": {
    "name": "Bo Sand",
    "affiliation": {"@type": "Organization", "@id": "urn:demarche:actor:sudland", "name": "Sudland"}
  },
  "about": [
    {"@type": "Thing", "@id": "urn:demarche:issue:river-treaty", "name": "River treaty", "description": "River treaty should be kept"},
    {"@type": "Organization", "@id": "urn:demarche:actor:norland", "name": "Norland", "sameAs": "https://www.wikidata.org/wiki/Q1"}
  ],
  "keywords": ["ascribed", "against"],
  "firstAppearance": {
    "@type": "CreativeWork",
    "@id": "urn:demarche:report:norland.river-treaty.told",
    "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
    "datePublished": "2024-05-04T10:00:00Z"
  },
  "appearance": [
    {
      "@type": "CreativeWork",
      "@id": "urn:demarche:report:norland.river-treaty.told",
      "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
      "datePublished": "2024-05-04T10:00:00Z"
    }
  ]
}"""),
                        json(
"""
{
  "@context": "https://schema.org",
  "@type": "Claim",
  "@id": "urn:demarche:statement:norland.river-treaty.57baa7fd414efac22b9eaf0a",
  "url": "/v1/statements/norland.river-treaty.57baa7fd414efac22b9eaf0a",
  "text": "Norland will sign once the dam is inspected.",
  "dateCreated": "2024-05-01",
  "author": {
    "@type": "Person",
    "@id": "urn:demarche:actor:ada-lund",
    "name": "Ada Lund",
    "sameAs": "https://www.wikidata.org/wiki/Q7",
    "jobTitle": "Minister of rivers",
    "affiliation": {"@type": "Organization", "@id": "urn:demarche:actor:norland", "name": "Norland", "sameAs": "https://www.wikidata.org/wiki/Q1"}
  },
  "about": [
    {"@type": "Thing", "@id": "urn:demarche:issue:river-treaty", "name": "River treaty", "description": "River treaty should be kept"},
    {"@type": "Organization", "@id": "urn:demarche:actor:norland", "name": "Norland", "sameAs": "https://www.wikidata.org/wiki/Q1"}
  ],
  "keywords": ["own", "conditional"],
  "firstAppearance": {
    "@type": "CreativeWork",
    "@id": "urn:demarche:report:norland.river-treaty.full",
    "url": "https://daily.example/1",
    "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
    "datePublished": "2024-05-02",
    "inLanguage": "en-GB"
  },
  "appearance": [
    {
      "@type": "CreativeWork",
      "@id": "urn:demarche:report:norland.river-treaty.full",
      "url": "https://daily.example/1",
      "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:daily", "name": "The Daily"},
      "datePublished": "2024-05-02",
      "inLanguage": "en-GB"
    },
    {
      "@type": "CreativeWork",
      "@id": "urn:demarche:report:norland.river-treaty.twin",
      "url": "https://herald.example/1",
      "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:herald", "name": "The Herald"},
      "datePublished": "2024-05-03",
      "inLanguage": "en-GB"
    }
  ],
  "claimInterpreter": [
    {"name": "ab"}
  ]
}"""),
                        json(
"""
{
  "@context": "https://schema.org",
  "@type": "Claim",
  "@id": "urn:demarche:statement:sudland.river-tolls.f3d847494410bfd3da94d9c7",
  "url": "/v1/statements/sudland.river-tolls.f3d847494410bfd3da94d9c7",
  "text": "Sudland denies having spoken on: River tolls should be kept",
  "dateCreated": "2024-05-06",
  "author": {"@type": "Organization", "@id": "urn:demarche:actor:sudland", "name": "Sudland"},
  "about": [
    {"@type": "Thing", "@id": "urn:demarche:issue:river-tolls", "name": "River tolls", "description": "River tolls should be kept"},
    {"@type": "Organization", "@id": "urn:demarche:actor:sudland", "name": "Sudland"}
  ],
  "keywords": ["own", "denial"],
  "firstAppearance": {
    "@type": "CreativeWork",
    "@id": "urn:demarche:report:sudland.river-tolls.mute",
    "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:herald", "name": "The Herald"},
    "datePublished": "2024-05"
  },
  "appearance": [
    {
      "@type": "CreativeWork",
      "@id": "urn:demarche:report:sudland.river-tolls.mute",
      "publisher": {"@type": "Organization", "@id": "urn:demarche:outlet:herald", "name": "The Herald"},
      "datePublished": "2024-05"
    }
  ]
}"""));
    }

    @Test
    void events_are_plovers_and_plain_comments_are_none() {
        var response = stack.get("/v1/export/statements?format=plover");

        assertThat(response.headers().firstValue("Content-Type"))
                .contains(
                        "application/x-ndjson; profile=\"https://github.com/openeventdata/PLOVER\"");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"plover.ndjson\"");
        assertThat(lines(response.body()))
                .containsExactly(
                        json(
"""
{
  "id": "norland.river-treaty.61b4f27f15cad985ac8dba35",
  "date": "2024-05-05",
  "source": [
    {"code": "NOR", "sector": "GOV", "identifier_id": "Q1", "identifier_text": "Norland"}
  ],
  "event": ["SUPPORT"],
  "cite_info": {"publication": "The Daily"},
  "demarche": {
    "actor": "norland",
    "issue": "river-treaty",
    "voice": "narrated",
    "stance": "favor",
    "saidOn": "[..2024-05-05]",
    "contested": false,
    "reports": 1,
    "origins": 1
  }
}"""),
                        json(
"""
{
  "id": "norland.river-treaty.b4e4695ba44e561ec5288054",
  "date": "2024-04-01",
  "enddate": "2024-04-30",
  "source": [
    {"code": "SDN", "sector": "GOV", "identifier_text": "Sudland", "actor_text": "Bo Sand"}
  ],
  "recipient": [
    {"code": "NOR", "sector": "GOV", "identifier_id": "Q1", "identifier_text": "Norland"}
  ],
  "event": ["ACCUSE"],
  "cite_info": {"publication": "The Daily"},
  "demarche": {"actor": "norland", "issue": "river-treaty", "voice": "ascribed", "stance": "against", "saidOn": "2024-04", "contested": false, "reports": 1, "origins": 1}
}"""),
                        json(
"""
{
  "id": "norland.river-treaty.57baa7fd414efac22b9eaf0a",
  "date": "2024-05-01",
  "source": [
    {"code": "NOR", "sector": "GOV", "identifier_id": "Q1", "identifier_text": "Norland", "actor_text": "Ada Lund", "office": "Minister of rivers"}
  ],
  "recipient": [
    {"code": "SDN", "sector": "GOV", "identifier_text": "Sudland"}
  ],
  "event": ["REJECT"],
  "mode": ["meet"],
  "cite_info": {"url": "https://daily.example/1", "language": "en", "publication": "The Daily"},
  "coder": "ab",
  "comment": "Norland will sign once the dam is inspected.",
  "demarche": {"actor": "norland", "issue": "river-treaty", "voice": "own", "stance": "conditional", "saidOn": "2024-05-01", "cameo": "125", "contested": false, "reports": 2, "origins": 1}
}"""));
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

    private static ReportEvent full(
            String token, String outlet, String agency, String publishedOn) {
        return said("norland.river-treaty." + token, Stance.CONDITIONAL, "2024-05-01")
                .speaker("ada-lund", "Ada Lund", "spokeswoman")
                .on("dam-inspected", "the dam is inspected")
                .onText("tolls end, at once")
                .at("2024-05-01T08:30:00Z", ZoneOffset.ofHours(2), "quay, at noon")
                .to("sudland")
                .act("REJECT", "meet", "125")
                .quoted(Report.Quote.Type.MIXED, "-not before-")
                .summary("Norland will sign once the dam is inspected.")
                .utterance("quay-speech")
                .source(
                        new Report.Source(
                                outlet,
                                agency,
                                "https://%s.example/1".formatted(outlet),
                                LocalDate.parse(publishedOn),
                                "en-GB",
                                List.of("read-out", "embassy")))
                .coder("ab", Report.Coder.Confidence.HIGH)
                .resolved("newspaper", "B", "state", "Minister of rivers")
                .graded("B", 2)
                .filed();
    }

    /** Sudland says it of Norland. */
    private static ReportEvent told() {
        return said("norland.river-treaty.told", Stance.AGAINST, "2024-04")
                .ascribedBy("sudland")
                .speaker(null, "Bo Sand", null)
                .act("ACCUSE", null, null)
                .saidAfter("quay-speech")
                .source(
                        new Report.Source(
                                "daily",
                                null,
                                null,
                                LocalDate.parse("2024-05-04"),
                                null,
                                Instant.parse("2024-05-04T10:00:00Z"),
                                null,
                                List.of()))
                .filed();
    }

    /** The outlet says it in its own words, and no day. */
    private static ReportEvent bare() {
        return said("norland.river-treaty.bare", Stance.FAVOR, null)
                .narrated()
                .published("2024-05-05")
                .act("SUPPORT", null, null)
                .filed();
    }

    /** A plain comment, which PLOVER has no type for: it declines to make one. */
    private static ReportEvent mute() {
        return said("sudland.river-tolls.mute", Stance.NONE, "2024-05-06")
                .declining()
                .denying("toll-speech")
                .in("herald")
                .publishedIn("2024-05")
                .published("2024-05-06")
                .filed();
    }

    private static ReportBuilder said(String id, Stance stance, String saidOn) {
        return ReportBuilder.said(id, stance, saidOn)
                .resolved("newspaper", "B", "state", null)
                .recordedAt(Reports.RECORDED);
    }

    private static Actor actor(
            String id, Actor.Kind kind, String name, String code, String sector, String wikidata) {
        return new Actor(
                id, kind, name, List.of(), code, sector, wikidata, null, List.of(), null, null,
                List.of(), null);
    }
}
