package org.demarche.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.gateway.Browser;
import org.demarche.gateway.Parked;
import org.demarche.gateway.SeedWorld;
import org.demarche.gateway.Stack;
import org.demarche.log.control.ControlEvent.Started;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages in a browser, with the reports that a new stack starts with. */
class PageBrowserTest {

    private static final String PAIR = "/actors/russia/issues/ukraine-talks";
    private static final String OPERATED = "/operate/projections/positions";
    private static final Path PICTURES = Path.of("target/pictures");

    private static final Map<String, String> DOCS =
            Map.of(
                    "compare",
                    "/compare?actors=russia,ukraine,usa",
                    "network",
                    "/network?from=2022-01-01",
                    "position",
                    PAIR,
                    "start",
                    "/",
                    "matrix",
                    "/matrix",
                    "statement",
                    "/statements/usa.ukraine-talks.ef9d34e2ea66ae2c8197c601");

    private static Stack stack;
    private static Browser browser;

    @BeforeAll
    static void start() {
        assumeTrue(Browser.isThere(), Browser.missing());
        stack = Stack.start();
        SeedWorld.fill(stack);
        stack.decide(new Started(3, 3, false, null, null, 10));
        assertThat(stack.get("/v1/actors/russia/positions/ukraine-talks").statusCode())
                .isEqualTo(200);
        Parked.letter(
                stack,
                Stack.VERSION,
                0,
                0,
                "stance: must be one of against, conditional, favor, none: 'perhaps' is not",
                "russia.ukraine-talks.a001-1#0",
                "{\"holder\": \"russia\", \"stance\": \"perhaps\"}".getBytes(UTF_8));
        browser = new Browser("http://127.0.0.1:" + stack.port());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void light() {
        browser.script(true);
        browser.dark(false);
        browser.wide();
    }

    static List<String> pages() {
        return List.of(
                "/",
                "/search",
                "/search?q=peace",
                "/search?q=zzzzqqqq",
                "/actors/russia",
                "/actors/ukraine",
                PAIR,
                PAIR + "?asOf=2022-12-31",
                "/actors/ukraine/issues/ukraine-talks",
                "/actors/estonia/issues/ukraine-talks",
                "/issues/ukraine-talks",
                "/statements/usa.ukraine-talks.ef9d34e2ea66ae2c8197c601",
                "/reports/usa.ukraine-talks.a003-15",
                "/matrix",
                "/operate",
                OPERATED,
                OPERATED + "/versions/3/diff",
                "/operate/declare",
                "/operate/dead-letters",
                "/operate/dead-letters/0-0",
                "/code",
                "/code?issue=ukraine-talks&url=https%3A%2F%2Fdaily.example%2Fa&title=Talks&quote=We%0Aare+ready",
                "/code/bookmark",
                "/reports/usa.ukraine-talks.a003-15/correction",
                "/reports/usa.ukraine-talks.a003-15/retraction",
                "/operate/projections/nothing",
                "/compare",
                "/compare?actors=russia,ukraine,usa",
                "/network",
                "/network?from=2022-01-01",
                "/embed" + PAIR,
                "/docs",
                "/docs/glossary",
                "/docs/pages",
                "/docs/errors",
                "/docs/decisions/0037-a-page-is-made-of-answers",
                "/docs/reference",
                "/docs/reference/listShifts",
                "/docs/reference/schemas/Shift",
                "/actors/rusia",
                "/nowhere");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_has_no_fault_that_axe_knows_and_fits_every_window(String page) throws IOException {
        browser.open(page);
        var faults = new ArrayList<>(browser.axe());
        assertThat(browser.overflows()).as("too wide for 1440").isFalse();
        keep(page, "wide");
        browser.dark(true);
        browser.narrow();
        browser.open(page);
        faults.addAll(browser.axe());
        assertThat(browser.overflows()).as("too wide for 360").isFalse();
        keep(page, "narrow-dark");
        assertThat(faults).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** To be looked at, if somebody wants to: with {@code -Dpages.pictures=true}. */
    private static void keep(String page, String how) throws IOException {
        if (!Boolean.getBoolean("pages.pictures")) {
            return;
        }
        Files.createDirectories(PICTURES);
        var name = page.equals("/") ? "start" : page.substring(1).replaceAll("[^a-z0-9-]+", "_");
        Files.write(PICTURES.resolve(name + "." + how + ".png"), browser.picture(3000));
    }

    /** The docs have copies of these. */
    @Test
    @EnabledIfSystemProperty(named = "pages.pictures", matches = "true")
    void the_docs_have_pictures_of_the_pages() throws IOException {
        var folder = Files.createDirectories(PICTURES.resolve("docs"));
        browser.windowed();
        for (var picture : DOCS.entrySet()) {
            browser.open(picture.getValue());
            var png = browser.picture(976);
            assertThat(png).isNotEmpty();
            Files.write(folder.resolve(picture.getKey() + ".png"), png);
        }
    }

    @Test
    void without_script_a_search_leads_to_a_position_and_on_to_its_reports() {
        browser.script(false);
        browser.open("/");
        browser.driver().findElement(By.id("start")).sendKeys("Rusia", Keys.ENTER);
        click("#actors ~ ul a[href='/actors/russia']");
        assertThat(browser.path()).isEqualTo("/actors/russia");
        click(".position a[href$='/issues/ukraine-talks']");
        assertThat(browser.path()).isEqualTo(PAIR);
        assertThat(text(".verdict")).contains("in favor", "since 3 March 2025");
        click(".statement a[href^='/statements/']");
        assertThat(text("h1")).isEqualTo("Russia on Ukraine talks");
        click(".sidebyside thead a");
        assertThat(text(".events")).contains("Filed");
    }

    /** As where the registry has more names than the page holds. */
    @Test
    void a_name_completes_itself_by_any_of_its_spellings() {
        browser.open("/code");
        browser.driver()
                .executeScript(
                        "const actors = document.getElementById('actors');"
                                + "actors.dataset.search = '/v1/actors';"
                                + "actors.removeAttribute('data-fresh');"
                                + "actors.replaceChildren();");
        browser.driver().findElement(By.name("holder")).sendKeys("Kiev");

        assertThat(
                        browser.driver()
                                .findElement(By.cssSelector("#actors option[value='Ukraine']"))
                                .getDomAttribute("label"))
                .isEqualTo("Kiev");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void another_day_shows_what_was_said_by_then() {
        browser.open(PAIR + "?asOf=2022-12-31");

        assertThat(text(".verdict")).contains("in favor on conditions", "18 January 2022");
        assertThat(text(".when")).contains("31 December 2022");
        click(".when a");
        assertThat(browser.path()).startsWith(PAIR);
        assertThat(text(".verdict")).contains("in favor", "3 March 2025");
    }

    @Test
    void the_cited_address_shows_the_same() {
        browser.open(PAIR);
        var shown = text(".claim");
        click(".address a");

        assertThat(browser.path()).contains("asKnown=", "rule=latest-own");
        assertThat(text(".claim").replaceFirst("\nThis is the answer.*", "")).isEqualTo(shown);
    }

    @Test
    void the_keyboard_alone_reaches_the_search_and_a_position() {
        browser.open("/actors/russia");
        press(Keys.TAB);
        assertThat(focused().getText()).isEqualTo("Skip to the content");
        press(Keys.ENTER);
        assertThat(browser.path()).isEqualTo("/actors/russia#content");
        for (var tabs = 0; tabs < 200 && !isOnPosition(); tabs++) {
            press(Keys.TAB);
        }
        assertThat(isOnPosition()).as("reached with 200 tabs").isTrue();
        press(Keys.ENTER);
        assertThat(text(".verdict")).contains("since 3 March 2025");
        assertThat(browser.path()).isEqualTo(PAIR);
    }

    @Test
    void a_wrong_name_gets_a_page_with_the_name_that_was_meant() {
        browser.open("/actors/rusia/issues/ukraine-talks");

        assertThat(text("h1")).isEqualTo("Unknown name");
        click("#meant ~ ul a");
        assertThat(text("h1")).isEqualTo("Russia on Ukraine talks");
    }

    private static boolean isOnPosition() {
        return String.valueOf(focused().getDomAttribute("href")).endsWith("/issues/ukraine-talks");
    }

    private static void click(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    private static String text(String selector) {
        return browser.driver().findElement(By.cssSelector(selector)).getText();
    }

    private static WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    private static void press(Keys key) {
        focused().sendKeys(key);
    }
}
