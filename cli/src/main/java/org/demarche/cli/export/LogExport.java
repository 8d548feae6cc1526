package org.demarche.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.Lines;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Writes the registry's lines, then those of the log, then a summary of both. The gateway's stream
 * of each ends with its own summary; without the summary, the stream is not complete. If the
 * connection breaks before that, the stream of the log continues after its last line. The stream of
 * the registry starts again, and lines that were written already are left out.
 */
final class LogExport {

    /** The most failures one after another that bring no new line. */
    private static final int TRIES = 5;

    private final Gateway gateway;
    private final Sink sink;
    private final Pause pause;
    private final LongConsumer onBytes;
    private final Set<String> written = new HashSet<>();
    private byte @Nullable [] last;
    private long entries;
    private long events;
    private long unreadable;

    /**
     * @param onBytes receives the number of bytes of each line
     */
    LogExport(Gateway gateway, Sink sink, Pause pause, LongConsumer onBytes) {
        this.gateway = gateway;
        this.sink = sink;
        this.pause = pause;
        this.onBytes = onBytes;
    }

    /**
     * @param entries the number of entries of the registry
     * @param events the number of events of reports
     * @param unreadable the number of records of the log that cannot be read; one line for each
     *     names its place
     */
    record Result(long entries, long events, long unreadable) {

        String text() {
            var whole = "%d entries, %d events".formatted(entries, events);
            return unreadable == 0
                    ? whole + "."
                    : "%s; %d records of the log could not be read.".formatted(whole, unreadable);
        }
    }

    private interface Taking {

        /**
         * @throws IOException if the gateway does not write such lines
         */
        void take(byte[] line, String firstField) throws IOException;
    }

    /**
     * @param actor the actor whose reports are written; null for all
     * @param recordedBy the name of the access token with which the events were written; null for
     *     all
     * @throws Failure if the gateway refuses the export, or the stream breaks off again and again
     */
    Result write(@Nullable String actor, @Nullable String recordedBy) {
        toSummary(() -> Address.of("/v1/export/registry"), this::entry);
        writeEvents(actor, recordedBy);
        var result = new Result(entries, events, unreadable);
        sink.write(summary(result));
        return result;
    }

    /** Writes the events alone, without the registry and without the summary. */
    void writeEvents(@Nullable String actor, @Nullable String recordedBy) {
        var reports =
                Address.of("/v1/export/reports")
                        .with("actor", actor)
                        .with("recordedBy", recordedBy);
        toSummary(() -> reports.with("cursor", cursor()), this::event);
    }

    /**
     * Returns a summary of the whole export. The summary of the log's stream counts only lines
     * since the last reconnection.
     */
    private static byte[] summary(Result result) {
        try {
            return (Gateway.JSON.writeValueAsString(Map.of("summary", result)) + '\n')
                    .getBytes(UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a record is always JSON", e);
        }
    }

    private void toSummary(Supplier<Address> rest, Taking taking) {
        var fruitless = 0;
        while (true) {
            var before = lines();
            var broken = "its summary is missing";
            try {
                if (reached(rest.get(), taking)) return;
            } catch (IOException e) {
                broken = e.toString();
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE || lines() == 0) throw e;
                broken = String.valueOf(e.getMessage());
            }
            fruitless = lines() > before ? 0 : fruitless + 1;
            if (fruitless == TRIES) throw brokeOff(broken);
            pause.seconds(fruitless);
        }
    }

    private long lines() {
        return entries + events + unreadable;
    }

    /** Whether the stream ends with its summary. */
    private boolean reached(Address address, Taking taking) throws IOException {
        try (var stream = gateway.stream(address)) {
            var lines =
                    new Lines(
                            stream, 1); // a batch has at least one byte, so each batch is one line
            for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
                var firstField = firstField(line.bytes());
                if (firstField.equals("summary")) return true;
                if (line.bytes()[line.bytes().length - 1] != '\n') return false; // half of a line
                taking.take(line.bytes(), firstField);
                onBytes.accept(line.bytes().length);
            }
            return false;
        }
    }

    private static String firstField(byte[] line) throws IOException {
        try (var json = Gateway.JSON.createParser(line)) {
            json.nextToken();
            var name = json.nextFieldName();
            if (name == null) throw new IOException("a line is not a JSON object with a field");
            return name;
        }
    }

    /** Parses each entry, because entries are few compared to reports. */
    private void entry(byte[] line, String firstField) throws IOException {
        var entry = Gateway.JSON.readTree(line);
        if (!written.add(entry.path("type").asText() + '/' + entry.path("id").asText())) return;
        sink.write(line);
        entries++;
    }

    private void event(byte[] line, String firstField) {
        sink.write(line);
        last = line;
        if (firstField.equals("unreadable")) {
            unreadable++;
        } else {
            events++;
        }
    }

    /** Returns the cursor after the last line; null before the first line. */
    private @Nullable String cursor() {
        if (last == null) return null;
        try {
            return Gateway.JSON.readTree(last).path("cursor").asText();
        } catch (IOException e) {
            throw new Failure(ExitCode.NO, "A line of the log is not JSON: %s.".formatted(e), e);
        }
    }

    private Failure brokeOff(String why) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "The export broke off after %d entries and %d events: %s. %s"
                        .formatted(entries, events, why, sink.keep())
                        .strip());
    }
}
