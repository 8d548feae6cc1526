package org.demarche.gateway.page.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.demarche.broker.FreePorts;
import org.demarche.gateway.Parked;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.VersionId;
import org.demarche.log.control.ControlEvent.Started;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of pages over HTTP: what is refused says why, keeps what was typed, and writes nothing. */
class FormPagesTest {

    private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String POSITIONS = "/operate/projections/positions";
    private static final String REPORT = "/reports/norland.river-treaty.r1";

    private static Stack stack;

    private static final Pattern LETTER =
            Pattern.compile("<a href=\"(/operate/dead-letters/[^\"]+)\"");

    @BeforeAll
    static void start() {
        // nothing listens there: a form must say so
        stack = Stack.start(Map.of("demarche.ingest.url", "http://127.0.0.1:" + FreePorts.one()));
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        stack.publish(
                stack.partitionOf("norland"),
                Reports.documents(
                        Reports.filed(
                                "norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01")));
        stack.decide(new Started(3, 3, false, null, null, 10));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    act=pause&version=3                   | 422 | Say why
                    act=throttle&version=3&throttle=many&why=calm | 422 | throttle
                    act=throttle&version=3&throttle=0&why=calm    | 422 | throttle
                    act=promote&version=3&keep=-1&why=calm        | 422 | keep
                    act=promote&version=3&why=calm                | 409 | 0 documents
                    act=pause&version=77&why=calm                 | 404 | has no version 77
                    act=rollback&version=3&why=calm               | 409 | has no standby to roll back to
                    act=replay&why=calm                           | 409 | is replaying: cancel or promote it first
                    act=delete&why=calm                           | 409 | positions
                    act=explode&why=calm                          | 400 | no form of this page asks for that
                    """)
    void a_step_that_is_refused_gets_the_page_with_the_status_and_the_reason(
            String form, int status, String reason) {
        var before = stack.decisions().size();
        var page = post(POSITIONS, form);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.body()).contains("role=\"alert\"", reason, "<h1><bdi>positions</bdi></h1>");
        assertThat(stack.decisions()).hasSize(before);
    }

    @Test
    void what_was_typed_into_a_step_is_kept_and_its_form_is_open() {
        assertThat(post(POSITIONS, "act=throttle&version=3&throttle=many&why=calm%3C").body())
                .contains("id=\"throttle-3\" open", "value=\"many\"", "value=\"calm&lt;");
    }

    @Test
    void a_step_leads_back_to_the_page_which_has_it_with_its_reason() {
        var answer = post(POSITIONS, "act=throttle&version=3&throttle=70&why=night%20shift&by=Bo");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(POSITIONS);
        assertThat(get(POSITIONS).body())
                .contains(
                        "throttled version 3 to 70 events a second",
                        "<bdi>Bo</bdi>",
                        "night shift",
                        "at most 70 events a second");
    }

    @Test
    void an_unknown_projection_gets_a_page_and_a_program_gets_a_problem() {
        var page = get("/operate/projections/position");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Unknown name", "positions");

        var problem =
                send(
                        "POST",
                        POSITIONS,
                        "act=pause&version=77&why=x",
                        "Content-Type",
                        FORM,
                        "Accept",
                        "application/json, text/html;q=0.5",
                        "Origin",
                        own());
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void a_page_takes_nothing_but_a_form() {
        var json =
                send("POST", POSITIONS, "{}", "Content-Type", "application/json", "Origin", own());

        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("takes the form of its page");
    }

    @Test
    void a_faulty_definition_is_kept_with_its_faults() {
        var page =
                post(
                        "/operate/declare",
                        "act=declare&why=x&definition=%7B%22name%22%3A%22visits%22%2C%22key%22%3A%22report.venu%22%7D");

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("/key", "did you mean report.venue", "report.venu");
    }

    /** Whatever the client accepts, unless it rather wants JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /operate/declare | text/html | 422 | The definition is empty
                    /operate/declare | */* | 422 | The definition is empty
                    /operate/projections/positions | */* | 422 | role="alert"
                    /code | */* | 503 | cannot be reached
                    /reports/norland.river-treaty.r1/correction | */* | 503 | cannot be reached
                    /reports/norland.river-treaty.r1/retraction | */* | 503 | cannot be reached
                    """)
    void an_empty_form_gets_its_page_with_the_fault(
            String path, String accept, int status, String fault) {
        for (var form : List.of("", "act=declare", "act=try")) {
            var page =
                    send(
                            "POST",
                            path,
                            form,
                            "Content-Type",
                            FORM,
                            "Accept",
                            accept,
                            "Origin",
                            own());

            assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
            assertThat(page.body()).contains("<form", "method=\"post\"", fault);
        }
    }

    @Test
    void a_dry_run_says_what_a_definition_would_make_and_declares_nothing() {
        var before = stack.decisions().size();
        var page =
                post(
                        "/operate/declare",
                        "act=try&reports=100&definition=%7B%22name%22%3A%22stances%22%2C%22key%22%3A%22report.stance%22%2C%22fields%22%3A%7B%22n%22%3A%22count%28%29%22%7D%7D");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("1 event folded, 1 matched, 1 document", "favor");
        assertThat(stack.decisions()).hasSize(before);
    }

    @Test
    void a_dead_letter_is_listed_with_its_place_and_reason_and_shown_with_its_record() {
        var version = new VersionId("positions", 44);
        Parked.letter(
                stack,
                version,
                1,
                17,
                "stance: <is missing>",
                "a.b.c#0",
                "{\"a\":1.50}".getBytes(UTF_8));
        var list = get("/operate/dead-letters?projection=positions&version=44").body();
        var link = LETTER.matcher(list);

        assertThat(list)
                .contains(
                        "Dead letters of <bdi>positions/44</bdi>",
                        "stance: &lt;is missing&gt;",
                        "offset 17 of partition 1 of " + stack.config().topics().reports(),
                        "a.b.c#0");
        assertThat(link.find()).isTrue();
        assertThat(get(link.group(1)).body())
                .contains(
                        "{\n  \"a\" : 1.50\n}",
                        "stance: &lt;is missing&gt;",
                        "ce_id",
                        "id=\"retry\"");
        assertThat(get("/operate/dead-letters?projection=positions&version=45").body())
                .contains("There are none.");
        var unknown = get("/operate/dead-letters?projection=positoins");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("Unknown name", "positions");
        assertThat(get("/operate/dead-letters/7-77").statusCode()).isEqualTo(404);
    }

    /** Indented, it would lose the first value, or what comes after the object. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1} more"})
    void a_record_that_is_not_strict_json_is_shown_as_it_is(String record) {
        var version = new VersionId("positions", 43);
        Parked.letter(stack, version, 1, 18, "odd", null, record.getBytes(UTF_8));
        var link = LETTER.matcher(get("/operate/dead-letters?version=43").body());

        assertThat(link.find()).isTrue();
        assertThat(get(link.group(1)).body()).contains('>' + record + "</pre>");
    }

    @Test
    void a_retry_says_why_the_record_would_be_refused_again_and_keeps_what_was_typed() {
        var partition = stack.partitionOf("norland");
        var unreadable = stack.log(partition) - 1;
        var letter = letter(new VersionId("positions", 3), partition, unreadable);
        var before = stack.decisions().size();

        assertThat(post(letter, "act=retry").body()).contains("Say why");
        var refused = post(letter, "act=retry&why=a+new+release&throttle=50");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body())
                .contains(
                        "would refuse the record", "id=\"retry\" open", "value=\"a new release\"");
        assertThat(stack.decisions()).hasSize(before);
    }

    @Test
    void a_retry_of_what_a_later_version_reads_says_so_and_starts_nothing() {
        var letter = letter(new VersionId("positions", 2), stack.partitionOf("norland"), 0);
        var before = stack.decisions().size();
        var answer = post(letter, "act=retry&why=a+new+release");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Version 3 is reading it already. Nothing was started.");
        assertThat(stack.decisions()).hasSize(before);
    }

    private static String letter(VersionId version, int partition, long offset) {
        Parked.letter(stack, version, partition, offset, "header ce_type: is unknown", null, null);
        var list =
                get("/operate/dead-letters?projection=positions&version=" + version.number())
                        .body();
        var link = LETTER.matcher(list);
        assertThat(link.find()).as(list).isTrue();
        return link.group(1);
    }

    @Test
    void a_form_offers_names_and_says_where_there_are_more_than_it_holds() {
        assertThat(get("/code").body())
                .contains("<datalist id=\"actors\" data-fresh", "<option value=\"Norland\">");
        stack.register(
                IntStream.range(0, 510)
                        .mapToObj(n -> Reports.issue("issue-" + n, "Issue " + n))
                        .toArray(RegistryEntry[]::new));
        var page = get("/code").body();

        assertThat(page)
                .contains(
                        "<datalist id=\"issues\" data-search=\"/v1/issues\">",
                        "<option value=\"Issue 1\">");
        assertThat(page.split("<option value=\"Issue ", -1)).hasSizeLessThanOrEqualTo(501);
    }

    @Test
    void a_report_is_kept_in_its_form_if_nobody_can_take_it() {
        var page = post("/code", "act=file&holder=Norland&issue=River+treaty&summary=Kept%3Cb%3E");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("cannot be reached: nothing was sent", "value=\"Kept&lt;b");
    }

    @Test
    void a_correction_begins_with_the_report_as_it_is() {
        assertThat(get(REPORT + "/correction").body())
                .contains(
                        "name=\"event\" value=\"0\"",
                        "value=\"2024-03-01\"",
                        "<option value=\"favor\" selected>");
        assertThat(get("/reports/norland.river-treaty.nothing/correction").statusCode())
                .isEqualTo(404);
        assertThat(get(REPORT).body()).contains(REPORT + "/correction", REPORT + "/retraction");
    }

    @Test
    void a_correction_that_is_refused_still_shows_whose_position_it_is_and_on_what() {
        var page = post(REPORT + "/correction", "act=check&event=0&stance=against&summary=Kept");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains(
                        "id=\"f-holder\" value=\"norland\" readonly",
                        "id=\"f-issue\" value=\"river-treaty\" readonly",
                        "value=\"Kept\"");
    }

    @Test
    void the_reason_of_a_retraction_is_kept_if_nobody_can_take_it() {
        var page = post(REPORT + "/retraction", "reason=It+was+a+rehearsal");

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body())
                .contains("cannot be reached: nothing was sent", "value=\"It was a rehearsal\"");
    }

    @Test
    void the_page_of_a_report_waits_for_the_write_that_led_to_it() {
        assertThat(get(REPORT + "?seen=r0:0").statusCode()).isEqualTo(200);
        var malformed = get(REPORT + "?seen=nonsense");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).contains("seen is malformed");
        assertThat(get(REPORT + "?seen=r0:0").body())
                .contains(
                        "<link rel=\"canonical\" href=\"http://127.0.0.1:%d%s\">"
                                .formatted(stack.port(), REPORT));
    }

    /** Nobody signs in here, and a page of another site still decides nothing. */
    @ParameterizedTest
    @ValueSource(strings = {POSITIONS, "/operate/declare", "/code", REPORT + "/retraction"})
    void a_form_counts_only_if_a_browser_says_that_a_page_of_the_gateway_sends_it(String path) {
        var before = stack.decisions().size();
        var form = "act=replay&why=x&reason=x";

        assertThat(send("POST", path, form, "Content-Type", FORM).statusCode()).isEqualTo(403);
        for (var site : new String[] {"http://evil.example", "null"}) {
            assertThat(send("POST", path, form, "Content-Type", FORM, "Origin", site).statusCode())
                    .isEqualTo(403);
        }
        assertThat(stack.decisions()).hasSize(before);
    }

    private static String own() {
        return "http://127.0.0.1:" + stack.port();
    }

    private static HttpResponse<String> get(String path) {
        return stack.get(path, "Accept", PAGE);
    }

    private static HttpResponse<String> post(String path, String form) {
        return send("POST", path, form, "Content-Type", FORM, "Accept", PAGE, "Origin", own());
    }

    private static HttpResponse<String> send(
            String method, String path, String body, String... headers) {
        return stack.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + stack.port() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .headers(headers)
                        .build());
    }
}
