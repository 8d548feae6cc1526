package org.demarche.cli.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;

/** A `text/event-stream` (WHATWG HTML, 9.2.6). It ignores all fields but `event` and `data`. */
final class EventStream implements AutoCloseable {

    private final BufferedReader lines;
    private final Watchdog watchdog;

    /**
     * @param silence the longest silence before the stream is closed. A gateway that was killed may
     *     leave the connection open, and a running one sends something each second
     */
    EventStream(InputStream stream, Duration silence) {
        lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
        watchdog = new Watchdog(stream, silence);
    }

    record Event(String name, String data) {}

    /**
     * @return the next event; empty at the end of the stream, also if it ends in the middle of an
     *     event
     * @throws IOException if the connection breaks, or nothing arrives for too long
     */
    Optional<Event> next() throws IOException {
        var name = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            watchdog.renew();
            if (line.startsWith("event:")) {
                name = value(line);
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            } else if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Event(name, data.toString()));
            }
        }
        return Optional.empty();
    }

    private static String value(String line) {
        var value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    @Override
    public void close() throws IOException {
        watchdog.close();
        lines.close();
    }
}
