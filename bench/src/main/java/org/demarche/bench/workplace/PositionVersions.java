package org.demarche.bench.workplace;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.demarche.bench.result.BenchException;
import org.demarche.log.VersionId;

/** The versions of the projection {@code positions}, over HTTP. */
public record PositionVersions(URI gateway, TimeLimit deadline) {

    private static final String PROJECTION = "/v1/projections/positions";
    private static final Set<String> ON_THE_WAY = Set.of("replaying", "catching-up", "ready");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /**
     * @param took the time from the request until the gateway showed that the version was there
     */
    public record Built(int version, Duration took) {}

    /** Starts a replay with automatic promotion, and waits until the version is live. */
    public Built promoted() throws Exception {
        return replay("auto", "live");
    }

    /** Starts a replay without automatic promotion, and waits until the version is ready. */
    public Built ready() throws Exception {
        return replay("manual", "ready");
    }

    public void cancel(int version) throws IOException, InterruptedException {
        Http.delete(at("/versions/" + version));
    }

    /** Whether the live version has at least this many events, and the whole log. */
    public boolean isServed(long events) throws IOException, InterruptedException {
        var live = Http.get(at("")).path("live");
        if (!live.isNumber()) {
            return false;
        }
        var progress = version(live.intValue()).path("progress");
        var folded = progress.path("folded").longValue();
        return folded >= events && folded == progress.path("total").longValue();
    }

    /**
     * @throws BenchException if no version is live
     */
    public VersionId live() throws IOException, InterruptedException {
        var live = Http.get(at("")).path("live");
        if (!live.isNumber()) {
            throw new BenchException("No version of positions is live");
        }
        return new VersionId("positions", live.intValue());
    }

    private Built replay(String promote, String end) throws Exception {
        var begun = System.nanoTime();
        var body = "{\"promote\":\"%s\"}".formatted(promote);
        var number = Http.post(at("/replays"), body).path("version").intValue();
        while (true) {
            var state = version(number).path("state").textValue();
            if (state.equals(end)) {
                return new Built(number, Duration.ofNanos(System.nanoTime() - begun));
            }
            if (!ON_THE_WAY.contains(state)) {
                throw new BenchException("The replay is " + state);
            }
            deadline.pause(BETWEEN_LOOKS);
        }
    }

    private JsonNode version(int number) throws IOException, InterruptedException {
        return Http.get(at("/versions/" + number));
    }

    private URI at(String path) {
        return gateway.resolve(PROJECTION + path);
    }
}
