package org.demarche.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.demarche.gateway.Browser;
import org.demarche.gateway.Parked;
import org.demarche.gateway.SeedWorld;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.demarche.model.StatementId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of others is hostile, and no page runs any of it. */
class HostilePagesTest {

    private static final String HOSTILE =
            "\"'><img src=x onerror=alert(1)></script><script>alert(2)</script><b>{{7*7}}";
    private static final String ADDRESS = "javascript:alert(document.domain)//\"><img src=x>";
    private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");

    private static Stack stack;
    private static String statement;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start();
        var entry = object().put("name", "N " + HOSTILE).put("kind", "state");
        entry.putArray("aliases").add("A " + HOSTILE);
        var office = object().put("actor", "norland").put("role", "Office " + HOSTILE);
        var person = object().put("name", "Person " + HOSTILE).put("kind", "person");
        person.putArray("memberOf").add(office);
        stack.register(EntryCodec.read(EntryType.ACTOR, "ada-lund", bytes(person)));
        stack.register(EntryCodec.read(EntryType.ACTOR, "norland", bytes(entry)));
        var issue = object().put("name", "I " + HOSTILE).put("proposition", "P " + HOSTILE);
        stack.register(EntryCodec.read(EntryType.ISSUE, "tolls", bytes(issue)));
        var outlet = object().put("name", "O " + HOSTILE).put("kind", "newspaper");
        stack.register(EntryCodec.read(EntryType.OUTLET, "daily", bytes(outlet)));
        var other = object().put("name", "M " + HOSTILE).put("kind", "state");
        stack.register(EntryCodec.read(EntryType.ACTOR, "sudland", bytes(other)));
        var first = filed("r1", "favor", "2024-05-01", "one");
        var second = filed("r2", "against", "2024-05-01", "one");
        var early = filed("r3", "conditional", "2024-04-01", "two");
        var taken = filed("r4", "favor", "2024-03-01", "three");
        var retracted =
                new ReportEvent.Retracted(id("r4"), "R " + HOSTILE, RECORDED.plusSeconds(60));
        var corrected =
                SeedWorld.event(
                        id("r3"),
                        ReportEvent.Corrected.WIRE_NAME,
                        body("conditional", "2024-04-02", "two"),
                        RECORDED.plusSeconds(30));
        var opposite = body("against", "2024-05-02", "four").put("holder", "sudland");
        opposite.put("spokenFor", "sudland");
        var sudland =
                SeedWorld.event(
                        new ReportId("sudland", "tolls", "s1"),
                        ReportEvent.Filed.WIRE_NAME,
                        opposite,
                        RECORDED);
        stack.publish(
                SeedWorld.published(sudland, first, second, early, taken, corrected, retracted));
        stack.decide(
                "B " + HOSTILE,
                "hostile",
                new ControlEvent.Declared(
                        "{\"name\":\"hostile\",\"key\":\"%s\"}"
                                .formatted(HOSTILE.replace("\"", "\\\"")),
                        3,
                        true));
        stack.decide("B " + HOSTILE, "hostile", new ControlEvent.Failed(1, "F " + HOSTILE));
        Parked.letter(
                stack,
                new VersionId("hostile", 1),
                0,
                0,
                "R " + HOSTILE,
                "E " + HOSTILE,
                ("V " + HOSTILE).getBytes(UTF_8));
        statement = StatementId.of(((ReportEvent.Filed) first).body(), RECORDED).toString();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static List<String> pages() {
        return List.of(
                "/",
                "/search",
                "/search?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(3)%3E",
                "/search?q=alert",
                "/actors/norland",
                "/actors/ada-lund",
                "/actors/norland/issues/tolls",
                "/issues/tolls",
                "/matrix?actor=norland",
                "/compare?actors=norland,sudland",
                "/network",
                "/network?from=2024-01-01",
                "/docs/%3Cscript%3Ealert(8)%3C%2Fscript%3E",
                "/network?actor=%3Cscript%3Ealert(7)%3C%2Fscript%3E",
                "/embed/actors/norland/issues/tolls",
                "/statements/" + statement,
                "/reports/norland.tolls.r1",
                "/reports/norland.tolls.r3",
                "/reports/norland.tolls.r4",
                "/code?quote=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(7)%3E&holder=%3Cscript%3Ealert(8)%3C%2Fscript%3E&issue=tolls&url=javascript:alert(9)",
                "/reports/norland.tolls.r3/correction",
                "/reports/norland.tolls.r1/retraction",
                "/operate",
                "/operate/projections/hostile",
                "/operate/projections/%3Cimg%20src=x%3E",
                "/operate/declare",
                "/operate/dead-letters",
                "/operate/dead-letters?projection=%3Cscript%3Ealert(10)%3C%2Fscript%3E",
                "/operate/dead-letters/0-0",
                "/operate/dead-letters/%3Cimg%20src=x%3E",
                "/actors/%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(4)%3E",
                "/matrix?actor=%3Cscript%3Ealert(5)%3C%2Fscript%3E",
                "/%3Cscript%3Ealert(6)%3C%2Fscript%3E");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void no_page_has_an_element_or_an_address_from_a_text(String page) {
        var body = stack.get(page, "Accept", "text/html").body();

        assertThat(body)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain(
                        "<img",
                        "<script>",
                        "<b>{{",
                        "href=\"javascript:",
                        "href='javascript:",
                        "\"url\":\"javascript:");
    }

    @Test
    void a_feed_has_no_element_from_a_text() {
        for (var list : List.of("shifts", "conflicts", "retractions")) {
            assertThat(stack.get("/v1/%s?format=atom".formatted(list)).body())
                    .contains("N \"'&gt;&lt;img")
                    .doesNotContain("<img", "<script");
        }
    }

    @Test
    void a_graph_has_no_element_from_a_text() {
        assertThat(stack.get("/v1/network?from=2024-01-01&format=graphml").body())
                .contains("N \"'&gt;&lt;img", "<edge source=\"norland\" target=\"sudland\">")
                .doesNotContain("<img", "<script");
    }

    @Test
    void a_browser_runs_nothing_of_it() {
        assumeTrue(Browser.isThere(), Browser.missing());
        try (var browser = new Browser("http://127.0.0.1:" + stack.port())) {
            for (var page : pages()) {
                browser.open(page);
                var strange =
                        browser.driver()
                                .executeScript(
                                        """
                                        document.querySelectorAll('[type="application/ld+json"]').forEach(one => JSON.parse(one.textContent));
                                        const strange = 'img, script:not([type="application/ld+json"]):not([src^="/assets/"]), [onerror], [href^="javascript:"]';
                                        return document.querySelectorAll(strange).length\
                                        """);
                assertThat(strange).as(page).isEqualTo(0L);
                assertThat(browser.complaints()).as(page).isEmpty();
            }
        }
    }

    private static ReportEvent filed(String token, String stance, String saidOn, String act) {
        return SeedWorld.event(
                id(token), ReportEvent.Filed.WIRE_NAME, body(stance, saidOn, act), RECORDED);
    }

    private static ReportId id(String token) {
        return new ReportId("norland", "tolls", token);
    }

    private static ObjectNode body(String stance, String saidOn, String act) {
        var body =
                object().put("holder", "norland")
                        .put("spokenFor", "norland")
                        .put("issue", "tolls")
                        .put("stance", stance)
                        .put("saidOn", saidOn)
                        .put("summary", "S " + HOSTILE)
                        .put("venue", "V " + HOSTILE)
                        .put("utterance", act + HOSTILE);
        body.putObject("speaker").put("name", "Ada " + HOSTILE).put("role", "Role " + HOSTILE);
        body.putArray("conditions").addObject().put("text", "C " + HOSTILE).put("key", "dam");
        body.putArray("addressees").add("ada-lund");
        body.putObject("quote").put("type", "direct").put("text", "Q " + HOSTILE);
        body.putObject("act").put("mode", HOSTILE);
        body.putObject("coder").put("name", "Coder " + HOSTILE);
        body.putObject("source")
                .put("outlet", stance.equals("against") ? "herald" : "daily")
                .put("url", ADDRESS)
                .put("agency", "agency")
                .put("language", "en " + HOSTILE)
                .put("publishedOn", saidOn);
        body.putObject("resolved")
                .put("origin", stance.equals("against") ? "herald" : "daily")
                .put("outletKind", HOSTILE);
        return body;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(UTF_8);
    }
}
