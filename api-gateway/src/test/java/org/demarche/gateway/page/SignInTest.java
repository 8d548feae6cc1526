package org.demarche.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.Browser;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** People sign in to the pages with an access token, and no other site does it for them. */
class SignInTest {

    private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Stack stack;
    private static Secret reader;

    @BeforeAll
    static void start() {
        stack =
                Stack.start(
                        Map.of(
                                "demarche.auth",
                                "tokens",
                                "demarche.proxies",
                                "127.0.0.1",
                                "demarche.cors",
                                "https://desk.example"));
        stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
        reader = stack.token("Desk, night", null, AccessRole.READ);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        stack.close();
    }

    @Test
    void a_browser_gets_the_form_with_401_and_a_program_a_problem() {
        var page = get("/actors/norland?asOf=2024-01-01", "Accept", PAGE);
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body())
                .contains(
                        "<h1>Sign in</h1>",
                        "name=\"to\" value=\"/actors/norland?asOf=2024-01-01\"",
                        "type=\"password\"");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        var problem = get("/actors/norland", "Accept", "*/*");
        assertThat(problem.statusCode()).isEqualTo(401);
        assertThat(problem.body()).contains("not-signed-in");
    }

    @Test
    void a_token_that_holds_becomes_a_cookie_that_no_script_and_no_other_site_uses() {
        var answer = signIn(reader.reveal(), "/matrix?asOf=2024-01-01");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/matrix?asOf=2024-01-01");
        assertThat(cookie(answer))
                .startsWith("demarche=" + reader.reveal() + ";")
                .contains("Path=/", "HTTPOnly", "SameSite=Strict")
                .doesNotContain("Max-Age", "Domain", "Secure");
    }

    @Test
    void the_cookie_ends_with_the_token() {
        var ends = Instant.now().plusSeconds(600);
        var cookie = cookie(signIn(stack.token("Short", ends, AccessRole.READ).reveal(), ""));

        var age = Integer.parseInt(cookie.replaceFirst(".*Max-Age=([0-9]+).*", "$1"));
        assertThat(age).isBetween(500, 600);
    }

    @Test
    void over_tls_the_cookie_is_of_this_host_and_secure() {
        var answer = signIn(reader.reveal(), "", "Forwarded", "proto=https");

        assertThat(cookie(answer)).startsWith("__Host-demarche=dmr_").contains("Secure");
        var path = "/actors/norland";
        assertThat(withCookie(path, "demarche", "Forwarded", "proto=https").statusCode())
                .as("a cookie that a neighbour may have set")
                .isEqualTo(401);
        assertThat(withCookie(path, "__Host-demarche", "Forwarded", "proto=https").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/sign-in",
                "/sign-out",
                "/{",
                ""
            })
    void signing_in_leads_to_an_address_of_this_gateway_only(String to) {
        assertThat(signIn(reader.reveal(), to).headers().firstValue("Location")).contains("/");
    }

    @ParameterizedTest
    @CsvSource({
        "dmr_nonsense, 401, This access token is unknown",
        "'', 422, type your access token",
        "'<script>alert(1)</script>', 401, This access token is unknown"
    })
    void a_token_that_does_not_hold_gets_the_form_again_with_the_fault(
            String token, int status, String fault) {
        var answer = signIn(token, "/matrix");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains(fault, "value=\"/matrix\"", "type=\"password\"")
                .doesNotContain("<script>");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0"));
    }

    @Test
    void the_cookie_reads_the_pages_and_the_addresses_that_they_link() {
        var page = withCookie("/actors/norland", "demarche", "Accept", PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Desk, night", "Sign out");
        assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-cache");
        var json = withCookie("/v1/actors/norland", "demarche");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Cache-Control")).contains("private, no-cache");
    }

    /** The admin may do all, and their cookie still writes nothing at the API. */
    @Test
    void no_cookie_writes_at_the_api_or_reads_what_needs_more_than_the_role_read() {
        var admin = stack.token("Admin", null, AccessRole.ADMIN).reveal();
        assertThat(send("GET", "/v1/tokens", "", "Cookie", "demarche=" + admin).statusCode())
                .isEqualTo(401);
        for (var origin : new String[] {own(), "http://evil.example", "null"}) {
            var answer =
                    send(
                            "POST",
                            "/v1/projections/positions/replays",
                            "{}",
                            "Cookie",
                            "demarche=" + admin,
                            "Content-Type",
                            "application/json",
                            "Origin",
                            origin);
            assertThat(answer.statusCode()).isEqualTo(origin.equals(own()) ? 401 : 403);
        }
    }

    @Test
    void a_form_counts_with_the_role_and_only_if_a_page_of_the_gateway_sends_it() {
        var path = "/operate/projections/positions";
        var operator = stack.token("Night shift", null, AccessRole.OPERATE).reveal();
        assertThat(decide(path, operator).statusCode()).as("from nowhere").isEqualTo(401);
        for (var site : new String[] {"http://evil.example", "https://desk.example", "null"}) {
            assertThat(decide(path, operator, "Origin", site).statusCode()).isEqualTo(403);
        }
        assertThat(decide(path, operator, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(401);
        assertThat(decide(path, reader.reveal(), "Origin", own()).statusCode()).isEqualTo(403);
        assertThat(withCookie(path, "demarche", "Accept", PAGE).body())
                .contains("Your access token lets you look")
                .doesNotContain("<form method=\"post\" action=\"/operate");
        assertThat(stack.decisions()).as("before the form").noneMatch(one -> one.contains("tried"));

        var started = decide(path, operator, "Origin", own());

        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        assertThat(started.headers().firstValue("Location")).contains(path);
        assertThat(stack.decisions())
                .last()
                .asString()
                .contains("\"by\":\"Night shift\"", "\"why\":\"tried\"");
    }

    private static HttpResponse<String> decide(String path, String token, String... headers) {
        return send(
                "POST",
                path,
                "act=replay&promote=manual&why=tried&by=somebody+else",
                concat(
                        headers,
                        "Content-Type",
                        FORM,
                        "Accept",
                        PAGE,
                        "Cookie",
                        "demarche=" + token));
    }

    @Test
    void a_page_of_another_site_signs_nobody_in_or_out() {
        for (var site : new String[] {"http://evil.example", "https://desk.example", "null"}) {
            var in = signIn(reader.reveal(), "/", "Origin", site);
            assertThat(in.statusCode()).as(site).isEqualTo(403);
            assertThat(in.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(send("POST", "/sign-out", "", "Origin", site).statusCode()).isEqualTo(403);
        }
        assertThat(send("POST", "/sign-out", "").statusCode()).as("from nowhere").isEqualTo(403);
    }

    @Test
    void a_revoked_token_shows_the_form_and_takes_the_cookie_away() {
        var gone = stack.token("Gone", Instant.parse("2020-01-01T00:00:00Z"), AccessRole.READ);
        var page = get("/matrix", "Accept", PAGE, "Cookie", "demarche=" + gone.reveal());

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("ended at 2020-01-01", "value=\"/matrix\"");
        assertThat(cookie(page)).startsWith("demarche=;").contains("Max-Age=0");
    }

    @Test
    void in_a_browser_somebody_signs_in_reads_on_and_signs_out() {
        assumeTrue(Browser.isThere(), Browser.missing());
        try (var browser = new Browser(own())) {
            browser.open("/actors/norland");
            assertThat(browser.axe()).isEmpty();
            browser.narrow();
            assertThat(browser.overflows()).isFalse();
            browser.driver().findElement(By.name("token")).sendKeys(reader.reveal(), Keys.ENTER);
            browser.driver().findElement(By.cssSelector(".visitor button"));
            assertThat(browser.path()).isEqualTo("/actors/norland");
            assertThat(browser.axe()).isEmpty();
            assertThat(browser.overflows()).isFalse();
            assertThat(browser.driver().manage().getCookieNamed("demarche").isHttpOnly()).isTrue();

            followALinkOfAnotherSite(browser);

            browser.driver().findElement(By.cssSelector(".visitor button")).click();
            browser.driver().findElement(By.name("token"));
            assertThat(browser.driver().manage().getCookies()).isEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** The browser does not send the cookie with it, and the person is signed in all the same. */
    private static void followALinkOfAnotherSite(Browser browser) {
        browser.driver().get("data:text/html,<a href='%s/matrix'>there</a>".formatted(own()));
        browser.driver().findElement(By.tagName("a")).click();
        browser.driver().findElement(By.cssSelector(".visitor button"));
        assertThat(browser.path()).isEqualTo("/matrix");
    }

    private static HttpResponse<String> signIn(String token, String to, String... headers) {
        return send(
                "POST",
                "/sign-in",
                "token=%s&to=%s".formatted(encoded(token), encoded(to)),
                concat(
                        List.of(headers).contains("Origin")
                                ? headers
                                : concat(headers, "Origin", own()),
                        "Content-Type",
                        FORM,
                        "Accept",
                        PAGE));
    }

    private static HttpResponse<String> withCookie(String path, String name, String... headers) {
        return get(path, concat(headers, "Cookie", name + '=' + reader.reveal()));
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    private static HttpResponse<String> send(
            String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(own() + path))
                        .method(method, BodyPublishers.ofString(body));
        try {
            return CLIENT.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String[] concat(String[] headers, String... more) {
        return java.util.stream.Stream.of(headers, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private static String own() {
        return "http://127.0.0.1:" + stack.port();
    }

    private static String cookie(HttpResponse<?> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
