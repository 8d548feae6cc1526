package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.demarche.log.Sha256;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser that looks at pages, with or without script, wide and narrow, dark and light. */
public final class Browser implements AutoCloseable {

    static final Path BINARY = Path.of("/usr/bin/chromium");
    static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Axe looks at every element of a page. */
    private static final Duration LONGEST_SCRIPT = Duration.ofSeconds(60);

    private static final String AXE_HASH =
            "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";
    private static final String AXE = read();

    /** Empty if a browser starts. */
    private static final String MISSING = tried();

    private final ChromeDriver driver;
    private final String origin;

    public Browser(String origin) {
        this.origin = origin;
        var options = new ChromeOptions();
        options.setBinary(BINARY.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=en");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build();
        driver = new ChromeDriver(service, options);
        // a key that sends a form does not wait for the page that answers
        driver.manage().timeouts().implicitlyWait(LONGEST).scriptTimeout(LONGEST_SCRIPT);
    }

    /** Whether a browser starts here. It is tried once. */
    public static boolean isThere() {
        return MISSING.isEmpty();
    }

    /** Why no browser starts here. */
    public static String missing() {
        return MISSING;
    }

    private static String tried() {
        if (!Files.isExecutable(BINARY) || !Files.isExecutable(DRIVER)) {
            return "chromium or chromium-driver is not installed";
        }
        try (var _ = new Browser("")) {
            return "";
        } catch (WebDriverException e) {
            return "chromium does not start: " + e.getMessage();
        }
    }

    public ChromeDriver driver() {
        return driver;
    }

    public void open(String path) {
        driver.get(origin + path);
    }

    /** Its present address, without scheme and host. */
    public String path() {
        return driver.getCurrentUrl().substring(origin.length());
    }

    public void wide() {
        size(1440, 900);
    }

    public void narrow() {
        size(360, 740);
    }

    private void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    public void dark(boolean dark) {
        var feature = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    public void script(boolean runs) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !runs));
    }

    /** Whether anything is wider than the window. */
    public boolean overflows() {
        return (Boolean)
                driver.executeScript(
                        "return document.documentElement.scrollWidth > window.innerWidth");
    }

    /** Complaints of the browser, such as what the Content-Security-Policy has blocked. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> !message.contains("status of 4"))
                .toList();
    }

    /** The faults that axe finds, each with the first element that has it. */
    @SuppressWarnings("unchecked") // as axe answers
    public List<String> axe() {
        driver.executeScript(AXE);
        var found =
                (Map<String, Object>)
                        driver.executeAsyncScript(
                                "axe.run(document, {resultTypes: ['violations'], rules:"
                                        + " {'target-size': {enabled: true}}}).then(arguments[0])");
        return ((List<Map<String, Object>>) found.get("violations"))
                .stream()
                        .map(
                                one ->
                                        one.get("id")
                                                + ": "
                                                + ((List<Map<String, Object>>) one.get("nodes"))
                                                        .getFirst()
                                                        .get("html"))
                        .toList();
    }

    /** For the docs. */
    public void windowed() {
        size(1160, 900);
    }

    /** The whole page, or no more of it than so many pixels. */
    public byte[] picture(int most) {
        var height = (Long) driver.executeScript("return document.documentElement.scrollHeight");
        var width = (Long) driver.executeScript("return window.innerWidth");
        var clip = new HashMap<String, Object>();
        clip.putAll(Map.of("x", 0, "y", 0, "width", width, "scale", 1));
        clip.put("height", Math.min(most, height));
        var shot =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode((String) shot.get("data"));
    }

    private static String read() {
        try (var in = Browser.class.getResourceAsStream("/axe/axe.min.js")) {
            var bytes = in.readAllBytes();
            if (!Sha256.hex(bytes).equals(AXE_HASH)) {
                throw new IllegalStateException("axe.min.js is not the file of its release");
            }
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
