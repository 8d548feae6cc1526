package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.log.export.ExportLine;
import org.demarche.model.ReportEvent;

/**
 * Holds what a gateway serves of {@code positions} against the fold of its log, document by
 * document, as {@code acceptance/long-replay} ends. Arguments: the gateway's URL, and a file of
 * {@code GET /v1/export/reports}. Ends with 1 where anything differs, having told the first
 * differences.
 */
final class LongReplay {

    private static final String PAGE = "/v1/projections/positions/documents?limit=1000";

    private LongReplay() {}

    public static void main(String[] arguments) throws Exception {
        var comparison = new Comparison(expected(Folded.of(events(Path.of(arguments[1])))));
        var version = compare(new Api(arguments[0]), comparison);
        comparison.end().forEach(System.out::println);
        System.out.printf(
                "%s: %d documents are as the fold of the log has them, %d differ%n",
                version, comparison.same(), comparison.differing());
        if (comparison.differing() > 0 || comparison.same() == 0) System.exit(1);
    }

    /**
     * Those of an export.
     *
     * @throws IllegalArgumentException if it was cut off, or holds what cannot be read
     */
    static List<ReportEvent> events(Path export) throws IOException, UnreadableEvent {
        try (var lines = Files.newBufferedReader(export)) {
            return events(lines);
        }
    }

    private static List<ReportEvent> events(BufferedReader lines)
            throws IOException, UnreadableEvent {
        var events = new ArrayList<ReportEvent>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (ExportLine.read(line.getBytes(UTF_8))) {
                case ExportLine.Event(var event, _, _) -> events.add(event);
                case ExportLine.Summary() -> {
                    return events;
                }
                case ExportLine.Unreadable _, ExportLine.Entry _ ->
                        throw new IllegalArgumentException("no event: " + line);
            }
        }
        throw new IllegalArgumentException("the export was cut off");
    }

    private static Map<String, String> expected(Folded folded) {
        var expected = new TreeMap<String, String>();
        folded.documents().forEach((key, document) -> expected.put(key, plain(document)));
        folded.shifts().forEach((key, document) -> expected.put(key, plain(document)));
        return expected;
    }

    /** Page after page, of which one is held at a time. Returns the version that answered. */
    private static String compare(Api api, Comparison comparison) throws IOException {
        var version = "";
        for (var path = PAGE; !path.isEmpty(); ) {
            var answer = api.get(path);
            if (answer.status() != 200) throw new IOException(answer.body());
            version = answer.version();
            var page = answer.json();
            for (var item : page.path("items")) {
                var key = item.path("key").asText();
                var document = item.path("document").toString();
                comparison.add(key, document);
            }
            path = page.path("next").isNull() ? "" : PAGE + "&cursor=" + page.path("next").asText();
        }
        return version;
    }

    /** As a page's documents are written once they are parsed. */
    private static String plain(String document) {
        return Api.parse(document).toString();
    }
}
