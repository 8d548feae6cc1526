package org.demarche.cli.export;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;

/**
 * The reports that were written with one access token.
 *
 * @param filed the reports that were filed with the token, in the order of the log
 * @param changed the reports that were only corrected or retracted with the token
 */
public record TokenReports(List<String> filed, List<String> changed) {

    /**
     * @param name the name of the access token
     * @throws Failure if the gateway refuses, or the answer breaks off again and again
     */
    public static TokenReports by(String name, Gateway gateway) {
        var reports = new Reports();
        new LogExport(gateway, reports, Pause::asleep, _ -> {}).writeEvents(null, name);
        reports.changed.removeAll(reports.filed);
        return new TokenReports(List.copyOf(reports.filed), List.copyOf(reports.changed));
    }

    /** Keeps only the ids of the reports in the lines. */
    private static final class Reports implements Sink {

        private final Set<String> filed = new LinkedHashSet<>();
        private final Set<String> changed = new LinkedHashSet<>();

        @Override
        public void write(byte[] lines) {
            try {
                var event = Gateway.JSON.readTree(lines);
                if (event.has("unreadable")) {
                    throw new Failure(
                            ExitCode.NO,
                            "The log has a record that cannot be read (%s): nothing was retracted."
                                    .formatted(event.path("unreadable").asText()));
                }
                var isFiling = event.path("type").asText().equals("report-filed");
                (isFiling ? filed : changed).add(event.path("report").asText());
            } catch (IOException e) {
                throw new Failure(
                        ExitCode.NO, "A line of the log is not JSON: %s.".formatted(e), e);
            }
        }

        @Override
        public void finish() {}

        @Override
        public String keep() {
            return "Nothing was retracted.";
        }

        @Override
        public void close() {}
    }
}
