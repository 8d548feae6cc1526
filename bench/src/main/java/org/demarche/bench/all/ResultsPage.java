package org.demarche.bench.all;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Properties;

/**
 * Makes one page of the results. The page contains its script and its style, so that people can
 * send it as one file.
 */
final class ResultsPage {

    private static final String PLOTS_PROPERTIES =
            "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private ResultsPage() {}

    static String of(BenchResults results) throws IOException {
        return text("/results.html")
                .replace("/*plot-style*/", plots("uPlot.min.css"))
                .replace("/*plot-script*/", plots("uPlot.iife.min.js"))
                // no text in the results may end the script
                .replace("/*results*/", results.json().replace("</", "<\\/"));
    }

    private static String plots(String file) throws IOException {
        var properties = new Properties();
        try (var in = ResultsPage.class.getResourceAsStream(PLOTS_PROPERTIES)) {
            properties.load(in);
        }
        return text(
                "/META-INF/resources/webjars/uplot/%s/dist/%s"
                        .formatted(properties.getProperty("version"), file));
    }

    private static String text(String resource) throws IOException {
        try (var in = ResultsPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
