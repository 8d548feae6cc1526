package org.demarche.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.demarche.acceptance.HostileRequests.Request;
import org.demarche.broker.SharedBroker;
import org.demarche.gateway.OpenApi;
import org.demarche.log.kafka.KafkaConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Three services that get requests of all kinds: each answer is one that the OpenAPI document has,
 * nothing is written on a refusal, and liveness answers all the time. {@code -Dfuzz.requests=100000
 * -Dfuzz.seed=2} asks more, and others.
 */
@Isolated("liveness has to answer all the time")
class HttpFuzzTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int PARTITIONS = 2;
    private static final int AT_ONCE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Said to come, with what to do then. */
    private static final Set<Integer> UNAVAILABLE = Set.of(503, 504);

    private static final String PREFIX = "fuzz-" + UUID.randomUUID();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Services services;
    private static Admin admin;
    private static List<TopicPartition> written;

    @BeforeAll
    static void start() throws Exception {
        services = Services.start(SharedBroker.get(), PREFIX, PARTITIONS);
        var config =
                KafkaConfig.of(
                        Map.of("bootstrap.servers", SharedBroker.get()), Map.of("prefix", PREFIX));
        admin = Admin.create(config.clientProperties());
        written =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(n -> new TopicPartition(config.topics().reports(), n))
                        .collect(Collectors.toCollection(ArrayList::new));
        written.add(new TopicPartition(config.topics().registry(), 0));
        register("actors/norland", "{\"kind\": \"state\", \"name\": \"Norland\"}");
        register("actors/sudria", "{\"kind\": \"state\", \"name\": \"Sudria\"}");
        register("issues/river-treaty", "{\"name\": \"River treaty\", \"proposition\": \"Sign\"}");
        register("outlets/daily", "{\"kind\": \"newspaper\", \"name\": \"The Daily\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        services.close();
    }

    private static void register(String path, String body) throws IOException {
        assertThat(services.api().put("/v1/" + path, body).status()).isEqualTo(201);
    }

    @Test
    void every_answer_is_in_the_document_and_a_refusal_writes_nothing() throws Exception {
        var requests = new HostileRequests(OpenApi.DOCUMENT.operations(), SEED);
        var faults = new ArrayList<String>();
        var statuses = new TreeMap<Integer, Integer>();

        for (var n = 0; n < REQUESTS && faults.size() < 20; n++) {
            var request = requests.next();
            var before = ends();
            var response = send(request);
            statuses.merge(response.statusCode(), 1, Integer::sum);
            var found = new ArrayList<>(OpenApi.DOCUMENT.faults(request.operation(), response));
            if (isUnexpected(response.statusCode())) found.add("is a failure");
            var isRefusal = response.statusCode() >= 400 && response.statusCode() != 504;
            if (isRefusal && !ends().equals(before)) found.add("is refused, and something written");
            if (!found.isEmpty()) {
                faults.add("%s%n  %s%n  %s".formatted(request, found, start(response.body())));
            }
            if (n % 50 == 0) assertLive();
        }
        assertThat(faults).as("seed %d, %s", SEED, statuses).isEmpty();
        assertThat(statuses.keySet()).contains(200, 201, 400, 404, 415, 422);
    }

    /** Pages are not in the document; they answer, and none fails. */
    @Test
    void no_page_fails() throws Exception {
        var random = new Random(SEED);
        var values = new HostileValues(random);
        var faults = new ArrayList<String>();
        var pages =
                List.of(
                        "/",
                        "/search",
                        "/matrix",
                        "/compare",
                        "/network",
                        "/code",
                        "/operate",
                        "/docs",
                        "/sign-in",
                        "/actors/norland",
                        "/issues/river-treaty",
                        "/actors/norland/issues/river-treaty",
                        "/statements/",
                        "/reports/",
                        "/embed/actors/norland/issues/river-treaty",
                        "/operate/declare",
                        "/operate/projections/positions",
                        "/docs/reference/",
                        "/assets/",
                        "/reports/x/correction",
                        "/problems/");
        var names =
                List.of(
                        "q",
                        "asOf",
                        "asKnown",
                        "from",
                        "to",
                        "actors",
                        "actor",
                        "issue",
                        "kind",
                        "cursor",
                        "limit",
                        "rule",
                        "scope",
                        "uncertain",
                        "by",
                        "mark",
                        "url",
                        "title",
                        "id");
        for (var n = 0; n < REQUESTS / 4; n++) {
            var page = values.pick(pages);
            if (page.endsWith("/") && page.length() > 1) page += encoded(values.text());
            var target =
                    "%s?%s=%s&%s=%s"
                            .formatted(
                                    page,
                                    values.pick(names),
                                    encoded(values.text()),
                                    values.pick(names),
                                    encoded(values.text()));
            var response =
                    CLIENT.send(
                            HttpRequest.newBuilder(URI.create(services.api().url() + target))
                                    .header("Accept", "text/html")
                                    .timeout(PATIENCE)
                                    .build(),
                            BodyHandlers.ofString());
            if (response.statusCode() >= 500) faults.add(response.statusCode() + " " + target);
        }
        assertThat(faults).as("seed %d", SEED).isEmpty();
        assertLive();
    }

    /** Bytes of good requests of which some are others: an answer that HTTP has, or an end. */
    @Test
    void no_bytes_stop_the_gateway() throws Exception {
        var random = new Random(SEED);
        var values = new HostileValues(random);
        var requests = new HostileRequests(OpenApi.DOCUMENT.operations(), SEED);
        var faults = new ArrayList<String>();

        for (var n = 0; n < REQUESTS / 10; n += AT_ONCE) {
            var clients = new ArrayList<Callable<Optional<String>>>();
            for (var one = 0; one < AT_ONCE; one++) {
                var bad = values.changed(bytes(requests.next()));
                clients.add(() -> faultOf(bad));
            }
            // the gateway waits for the rest of many of them, so each waits beside the others
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var fault : threads.invokeAll(clients)) fault.get().ifPresent(faults::add);
            }
            assertLive();
        }
        assertThat(faults).as("seed %d", SEED).isEmpty();
    }

    private static Optional<String> faultOf(byte[] bad) {
        var line = firstLine(bad);
        var isAnswer = line.matches("HTTP/1\\.[01] ([1-4]\\d\\d|50[1345]) .*");
        return line.isEmpty() || isAnswer
                ? Optional.empty()
                : Optional.of(line + " to " + new String(bad, ISO_8859_1));
    }

    private static boolean isUnexpected(int status) {
        return status >= 500 && !UNAVAILABLE.contains(status);
    }

    private static void assertLive() throws IOException {
        for (var service : List.of(services.gateway(), services.ingest(), services.worker())) {
            var answer = service.operation().get("/health/liveness");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Map<TopicPartition, Long> ends() throws Exception {
        var asked =
                written.stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static HttpResponse<String> send(Request request) throws Exception {
        var builder =
                HttpRequest.newBuilder(URI.create(doorOf(request) + request.target()))
                        .timeout(PATIENCE)
                        .method(
                                request.operation().method(),
                                request.body() == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(request.body()));
        var headers = request.headers();
        for (var n = 0; n < headers.size(); n += 2) {
            builder.header(headers.get(n), headers.get(n + 1));
        }
        try {
            return CLIENT.send(builder.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("%s has no answer (seed %d)".formatted(request, SEED), e);
        }
    }

    /** Metrics are on the port for operation. */
    private static String doorOf(Request request) {
        var gateway = services.gateway();
        var isMetrics = request.operation().path().equals("/prometheus");
        return (isMetrics ? gateway.operation() : gateway.api()).url();
    }

    private static byte[] bytes(Request request) {
        var head = new StringBuilder();
        head.append(
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        .formatted(request.operation().method(), request.target()));
        var headers = request.headers();
        for (var n = 0; n < headers.size(); n += 2) {
            head.append(headers.get(n)).append(": ").append(headers.get(n + 1)).append("\r\n");
        }
        var body = request.body() == null ? new byte[0] : request.body();
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return (head + new String(body, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    /** Empty if the connection ends without one, or the gateway waits for more. */
    private static String firstLine(byte[] bytes) {
        var at = URI.create(services.api().url());
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            var line = new StringBuilder();
            for (var next = socket.getInputStream().read();
                    next >= 0 && next != '\n';
                    next = socket.getInputStream().read()) {
                line.append((char) next);
            }
            return line.toString().strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static String start(String body) {
        return body.length() > 400 ? body.substring(0, 400) + " …" : body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
