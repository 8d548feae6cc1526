package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.demarche.broker.FreePorts;
import org.demarche.broker.SharedBroker;
import org.demarche.log.kafka.KafkaConfig;

/** The service as a process would run it, on a broker, with a client and a look at its log. */
public final class RunningIngest implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANNOUNCED = 256 * 1024;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EmbeddedServer server;

    private RunningIngest(EmbeddedServer server) {
        this.server = server;
    }

    /** Started and open. */
    public static RunningIngest start(String prefix, String... settings) {
        var running = starting(prefix, settings);
        running.startup().join();
        return running;
    }

    static RunningIngest starting(String prefix, String... settings) {
        var properties = new HashMap<String, Object>();
        properties.put("kafka.bootstrap.servers", SharedBroker.get());
        properties.put("demarche.prefix", prefix);
        properties.put("demarche.partitions", 3);
        properties.put("micronaut.server.port", -1);
        properties.put("demarche.operation.port", FreePorts.one());
        for (var i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        return new RunningIngest(ApplicationContext.run(EmbeddedServer.class, properties));
    }

    CompletableFuture<Void> startup() {
        return bean(Startup.class).done();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    int port() {
        return server.getPort();
    }

    /** The answer on the port for operation. */
    Answer operation(String path) {
        var port =
                server.getApplicationContext()
                        .getRequiredProperty("demarche.operation.port", Integer.class);
        try {
            return Answer.of(
                    CLIENT.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%d%s".formatted(port, path)))
                                    .build(),
                            BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(UTF_8), headers);
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        try {
            return Answer.of(
                    CLIENT.send(request(method, path, body, headers), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public CompletableFuture<Answer> sendAsync(
            String method, String path, String body, String... headers) {
        return CLIENT.sendAsync(
                        request(method, path, body.getBytes(UTF_8), headers),
                        BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    public Answer post(String body, String... headers) {
        return send("POST", "/v1/reports", body, withType("application/json", headers));
    }

    public Answer postAll(String query, String body) {
        return send("POST", "/v1/reports" + query, body, "Content-Type", "application/x-ndjson");
    }

    /** A correction of the report of Freedonia on the river treaty with this token. */
    public Answer correct(String token, String body, String... headers) {
        return send(
                "POST",
                Samples.path(token, "corrections"),
                body,
                withType("application/json", headers));
    }

    /** A retraction of the same. */
    public Answer retract(String token, String reason, String... headers) {
        return send(
                "POST",
                Samples.path(token, "retractions"),
                Samples.reason(reason),
                withType("application/json", headers));
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, "Content-Type", "application/json");
    }

    /** All that is in a topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var settings = Map.<String, Object>of("bootstrap.servers", config().bootstrapServers());
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(one -> new TopicPartition(topic, one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    public List<ConsumerRecord<byte[], byte[]>> reports() {
        return records(config().topics().reports());
    }

    /** The events of the report of Freedonia on the river treaty with this token. */
    public List<ConsumerRecord<byte[], byte[]>> events(String token) {
        var id = "freedonia.river-treaty." + token;
        return reports().stream()
                .filter(one -> header(one, "ce_id").replaceFirst("#.*", "").equals(id))
                .toList();
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    public List<ConsumerRecord<byte[], byte[]>> entries() {
        return records(config().topics().registry());
    }

    private KafkaConfig config() {
        return bean(KafkaConfig.class);
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * A large body is announced before it is sent, as curl does it: a refusal of what is still on
     * its way may be lost with the connection.
     */
    private HttpRequest request(String method, String path, byte[] body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .expectContinue(body.length > ANNOUNCED)
                        .method(method, BodyPublishers.ofByteArray(body));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private static String[] withType(String type, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", type));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    public record Answer(int status, Map<String, List<String>> headers, String body) {

        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        }

        public String header(String name) {
            return String.join(
                    ", ",
                    headers.entrySet().stream()
                            .filter(each -> each.getKey().equalsIgnoreCase(name))
                            .flatMap(each -> each.getValue().stream())
                            .toList());
        }

        public JsonNode json() {
            return parse(body);
        }

        public List<JsonNode> lines() {
            return body.lines().map(Answer::parse).toList();
        }

        private static JsonNode parse(String text) {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
