package org.demarche.bench.bare;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes reports, and either does nothing with them, or appends them without reading them. */
@Controller
@Requires(property = BareWrites.KAFKA)
public final class BareWrites {

    public static final String NOTHING_WRITTEN = "/nothing-written";
    public static final String APPENDED = "/appended";
    public static final String TOPIC = "bare-reports";

    static final String KAFKA = "bare.kafka";

    private final KafkaProducer<byte[], byte[]> producer;

    BareWrites(@Value("${" + KAFKA + "}") String bootstrap) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                // with a linger a record would wait for others that do not come
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Post(NOTHING_WRITTEN)
    HttpResponse<Map<String, String>> take(@Body BareReport report) {
        return HttpResponse.created(Map.of("id", report.id()));
    }

    @Post(APPENDED)
    CompletableFuture<HttpResponse<Map<String, String>>> append(@Body byte[] report) {
        var answer = new CompletableFuture<HttpResponse<Map<String, String>>>();
        var _ =
                producer.send(
                        new ProducerRecord<>(TOPIC, report),
                        (metadata, fault) ->
                                answer.complete(
                                        fault == null
                                                ? HttpResponse.created(
                                                        Map.of("token", metadata.toString()))
                                                : HttpResponse.status(
                                                        HttpStatus.INTERNAL_SERVER_ERROR)));
        return answer;
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
