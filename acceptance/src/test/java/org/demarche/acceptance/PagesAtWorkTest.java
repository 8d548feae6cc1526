package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.demarche.broker.SharedBroker;
import org.demarche.gateway.Browser;
import org.demarche.log.Token;
import org.demarche.model.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** People file, correct and retract reports, and replay a projection, with a browser alone. */
class PagesAtWorkTest {

    private static final String PAIR = "/v1/actors/arvenia/positions/river-peace";
    private static final String POSITIONS = "/operate/projections/positions";
    private static final String LIVE = ".card:has(.state.live)";
    private static final Path PICTURES = Path.of("target/pictures");

    private static Services services;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.isThere(), Browser.missing());
        services = Services.start(SharedBroker.get(), "p" + UUID.randomUUID(), 2);
        put("/v1/actors/arvenia", "{\"kind\": \"state\", \"name\": \"Arvenia\"}");
        put(
                "/v1/issues/river-peace",
                "{\"name\": \"River peace\", \"proposition\": \"Make peace\"}");
        put("/v1/outlets/observer", "{\"kind\": \"newspaper\", \"name\": \"The Observer\"}");
        browser = new Browser(services.api().url());
    }

    private static void put(String path, String entry) throws IOException {
        assertThat(services.api().put(path, entry).status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
        if (services != null) {
            services.close();
        }
    }

    @BeforeEach
    void usual() {
        browser.script(true);
        browser.dark(false);
        browser.wide();
    }

    @Test
    void the_form_says_what_it_understands_while_somebody_types() throws Exception {
        browser.open("/code");
        type("holder", "Arvnia");
        type("saidOn", "2025-03");

        await("#d-saidOn", "March 2025");
        await("#e-holder", "Arvenia");
        assertThat(text("#e-outlet")).as("nobody has typed there yet").isEmpty();
        type("saidOn", "soon");
        await("#e-saidOn", "a year of four digits");
        assertThat(browser.axe()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void the_form_files_corrects_and_retracts_and_shows_a_likely_duplicate_before()
            throws Exception {
        fill("First words on peace");
        choose("stance", "");
        press("file");
        await("#e-stance", "is missing");
        assertThat(value("summary")).isEqualTo("First words on peace");
        choose("stance", "favor");
        press("check");
        await("#outcome", "The report has no faults");
        assertThat(text("#outcome")).contains("the first report of its statement");
        keep("code");
        press("file");

        awaitPath("/reports/arvenia.river-peace.");
        var report = browser.path().replaceFirst("[?].*", "");
        assertThat(text(".fields")).contains("First words on peace", "4 March 2025");

        pickTheCondition();
        assertThat(value("conditions")).isEqualTo("The dam stays closed");
        assertThat(browser.axe()).isEmpty();

        browser.script(false);
        pickTheCondition();
        press("check");
        await("#outcome", "Some fields have faults");
        assertThat(value("conditions")).isEqualTo("The dam stays closed");

        fill("The same words, coded again");
        choose("stance", "favor");
        press("file");
        await("#duplicates ~ ul", "The Observer");
        assertThat(text("#duplicates ~ ul")).contains("First words on peace");
        keep("duplicate");
        press("file-anyway");
        awaitPath("/reports/arvenia.river-peace.");
        assertThat(browser.path()).isNotEqualTo(report);

        browser.open(report);
        click("a[href$='/correction']");
        type("summary", "Other words on peace");
        choose("stance", "against");
        press("file");
        await(".eyebrow", "CORRECTED");
        assertThat(text(".events")).contains("First words on peace", "Other words on peace");

        click("a[href$='/retraction']");
        type("reason", "It was a rehearsal");
        click("main form button");
        await(".eyebrow", "RETRACTED");
        assertThat(text(".events")).contains("It was a rehearsal");
    }

    private static void pickTheCondition() {
        browser.open("/code?issue=river-peace");
        click("#picked summary");
        click("#picked input");
    }

    private static void fill(String summary) {
        browser.open("/code");
        type("holder", "Arvenia");
        type("issue", "River peace");
        type("conditions", "The dam stays closed");
        type("saidOn", "2025-03-04");
        type("summary", summary);
        type("outlet", "The Observer");
        type("published", "2025-03-04");
    }

    @Test
    void a_replay_is_declared_watched_promoted_and_rolled_back_while_reads_go_on()
            throws Exception {
        var filed =
                services.api()
                        .post(
                                "/v1/reports",
                                Api.JSON,
                                """
                                {"holder": "arvenia", "issue": "river-peace", "stance": "favor", "spokenFor": "arvenia",
                                 "saidOn": "2025-01-04", "source": {"outlet": "observer", "publishedOn": "2025-01-04"}}""");
        assertThat(filed.status()).isEqualTo(201);
        assertThat(services.api().get(PAIR, Token.parse(filed.token())).status()).isEqualTo(200);
        var reads = new AtomicInteger();
        var done = new AtomicBoolean();
        var reading = CompletableFuture.runAsync(() -> read(done, reads));

        browser.open("/operate");
        click("a[href='" + POSITIONS + "']");
        var live =
                browser.driver().findElement(By.cssSelector(LIVE)).getDomAttribute("data-version");
        decide("replay", "promote", "manual", "the rule has changed");
        var card = "[data-state$='is ready']";
        browser.driver().findElement(By.cssSelector(card));
        var next =
                browser.driver()
                        .findElement(By.cssSelector(card))
                        .getDomAttribute("data-state")
                        .split(" ")[0];
        assertThat(browser.axe()).isEmpty();
        keep("operate");
        click(".steps a[href$='/diff']");
        await(".numbers", "the same");
        browser.open(POSITIONS);
        decide("promote-" + next.split("/")[1], "", "", "it differs in nothing");
        await(LIVE + " h3", next);
        decide("rollback-" + live.split("/")[1], "", "", "a rehearsal");
        await(LIVE + " h3", live);

        done.set(true);
        reading.join();
        assertThat(reads.get()).isGreaterThan(10);
        assertThat(text("#decisions"))
                .contains(
                        "Bo started a replay",
                        "the rule has changed",
                        "it differs in nothing",
                        "a rehearsal");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void read(AtomicBoolean done, AtomicInteger reads) {
        try {
            while (!done.get()) {
                var answer = services.api().get(PAIR);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"stance\":\"favor\"");
                reads.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the form of a step and sends it. */
    private static void decide(String step, String field, String value, String why) {
        click("#" + step + " > summary");
        var form = browser.driver().findElement(By.cssSelector("#" + step + " form"));
        if (!field.isEmpty()) {
            form.findElement(By.cssSelector(option(field, value))).click();
        }
        form.findElement(By.name("why")).sendKeys(why);
        form.findElement(By.name("by")).sendKeys("Bo");
        form.findElement(By.tagName("button")).click();
    }

    /** For the docs, with {@code -Dpages.pictures=true}. */
    private static void keep(String name) throws IOException {
        if (!Boolean.getBoolean("pages.pictures")) {
            return;
        }
        Files.createDirectories(PICTURES);
        browser.windowed();
        Files.write(PICTURES.resolve(name + ".png"), browser.picture(976));
        browser.narrow();
        Files.write(PICTURES.resolve(name + ".narrow.png"), browser.picture(3000));
        browser.wide();
    }

    private static void press(String act) {
        click("button[value='" + act + "']");
    }

    private static void click(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    private static void type(String field, String text) {
        var input = browser.driver().findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
    }

    private static void choose(String field, String value) {
        click(option(field, value));
    }

    private static String option(String field, String value) {
        return "select[name='%s'] option[value='%s']".formatted(field, value);
    }

    private static String value(String field) {
        return browser.driver().findElement(By.name(field)).getDomProperty("value");
    }

    /**
     * In one step, because the form may put a fresh part in the place of the one that was found.
     */
    private static String text(String selector) {
        var script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        var text = String.valueOf(browser.driver().executeScript(script, selector));
        return text.replaceAll("\\s+", " ").strip();
    }

    /** A click does not wait for the page that it leads to. */
    private static void awaitPath(String start) throws Exception {
        Await.until("a page at " + start, () -> browser.path().startsWith(start));
    }

    /**
     * A click does not wait for the page that it leads to, and a part is put in its place again and
     * again.
     */
    private static void await(String selector, String text) throws Exception {
        Await.until(selector + " says " + text, () -> has(selector, text));
    }

    private static boolean has(String selector, String text) {
        return text(selector).contains(text);
    }
}
