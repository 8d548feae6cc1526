package org.demarche.gateway.projection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.demarche.gateway.OpenApi;

/** Follows the stream of a version as a browser would. */
public final class VersionEvents {

    public record Told(String event, JsonNode version) {

        public String state() {
            return version.get("state").asText();
        }

        public boolean isEnd() {
            return event.equals("end");
        }
    }

    private VersionEvents() {}

    /** All that is told until the stream ends. */
    public static List<Told> all(URI gateway, String path) {
        return until(gateway, path, _ -> false);
    }

    /** The events up to the first one that matches, or up to the end of the stream. */
    public static List<Told> until(URI gateway, String path, Predicate<Told> last) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Accept", "text/event-stream")
                        .build();
        var told = new ArrayList<Told>();
        var event = "";
        var data = "";
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofLines());
            try (var lines = response.body()) {
                for (var line : (Iterable<String>) lines::iterator) {
                    if (line.startsWith("event: ")) {
                        event = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        data = line.substring("data: ".length());
                    } else if (line.isEmpty()) {
                        told.add(new Told(event, OpenApi.json(data)));
                        if (last.test(told.getLast())) {
                            break;
                        }
                    }
                }
            }
            client.shutdownNow();
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
