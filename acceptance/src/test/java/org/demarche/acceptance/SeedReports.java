package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.demarche.model.ReportId;

/**
 * The reports that a new stack starts with.
 *
 * @param lines as they are filed, in the order of the file
 */
record SeedReports(Map<ReportId, String> lines) {

    static SeedReports read() throws IOException {
        var lines = new LinkedHashMap<ReportId, String>();
        for (var line : Files.readAllLines(Demarche.HOME.resolve("seeds/reports.ndjson"))) {
            var report = Api.parse(line);
            var id =
                    new ReportId(
                            report.path("holder").asText(),
                            report.path("issue").asText(),
                            report.path("id").asText());
            lines.put(id, line);
        }
        return new SeedReports(lines);
    }

    List<ReportId> of(String outlet) {
        return lines.entrySet().stream()
                .filter(
                        seed ->
                                Api.parse(seed.getValue())
                                        .at("/source/outlet")
                                        .asText()
                                        .equals(outlet))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The fold of what the log holds of them. */
    Folded folded(ReportLog log) {
        return Folded.of(
                log.events().stream().filter(event -> lines.containsKey(event.report())).toList());
    }
}
