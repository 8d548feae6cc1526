package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.broker.FreePorts;
import org.demarche.broker.SharedBroker;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.AccessTokenCodec;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.access.Secret;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.StepRefused;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.kafka.Topics;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.registry.UnreadableEntry;
import org.demarche.log.view.Mark;
import org.demarche.log.view.ViewKey;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.jspecify.annotations.Nullable;

/**
 * A gateway on topics of its own, and what the other services would write to them. It is a client
 * of the gateway too: as each test runs in one, it sends the token of what was written last.
 */
public final class Stack implements AutoCloseable {

    public static final VersionId VERSION = VersionId.POSITIONS;
    public static final int PARTITIONS = 2;

    private static final String PAGES = "org.demarche.gateway.page";
    private static final ReportCodec CODEC = new ReportCodec();

    private final KafkaConfig config;
    private final Producer<byte[], byte[]> plain;
    private final Map<String, Producer<byte[], byte[]>> views = new HashMap<>();
    private final Map<String, Object> properties;
    private EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<EmbeddedServer> others = new ArrayList<>();
    private volatile Token written = Token.NONE;
    private @Nullable Secret secret;

    private Stack(Map<String, Object> more) {
        var kafka = Map.of("bootstrap.servers", SharedBroker.get());
        var own =
                Map.of(
                        "prefix",
                        "gateway-" + UUID.randomUUID(),
                        "partitions",
                        Integer.toString(PARTITIONS));
        config = KafkaConfig.of(kafka, own);
        plain = producer(Map.of());
        properties = new HashMap<>(more);
        kafka.forEach((key, value) -> properties.put("kafka." + key, value));
        own.forEach((key, value) -> properties.put("demarche." + key, value));
        properties.putIfAbsent("micronaut.server.port", -1);
        server = run();
    }

    private EmbeddedServer run() {
        var own = new HashMap<>(properties);
        own.putIfAbsent("demarche.operation.port", FreePorts.one());
        var started = ApplicationContext.run(EmbeddedServer.class, own);
        var context = started.getApplicationContext();
        context.getBean(VersionCopies.class).caughtUp().join();
        context.getBean(RegistryReader.class).caughtUp().join();
        context.getBean(ReadyIndicator.class).atStart().join();
        return started;
    }

    /** The gateway alone; topics stay as they are. */
    public void restart() {
        restart(Map.of());
    }

    /** With other settings from now on. */
    public void restart(Map<String, Object> more) {
        stopServer();
        properties.putAll(more);
        server = run();
    }

    /** As at the end of the gateway, which answers for a moment longer. */
    void stopReadingViews() {
        server.getApplicationContext().getBean(VersionCopies.class).close();
    }

    private void stopServer() {
        stop(server);
    }

    private static void stop(EmbeddedServer server) {
        server.close();
        server.getApplicationContext().close();
    }

    public static Stack start() {
        return start(Map.of());
    }

    public static Stack start(Map<String, Object> more) {
        return new Stack(more);
    }

    /**
     * Method and path of each; the server makes a HEAD of each GET. The port for operation has one
     * route for what the other names one by one.
     */
    List<String> routes() {
        return server.getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                // pages are for people, and the document is of what programs ask
                .filter(
                        route ->
                                !route.getTargetMethod()
                                                .getDeclaringType()
                                                .getPackageName()
                                                .startsWith(PAGES)
                                        || route.getUriMatchTemplate().toPathString().equals("/"))
                .map(
                        route ->
                                route.getHttpMethodName()
                                        + ' '
                                        + withoutPattern(
                                                route.getUriMatchTemplate().toPathString()))
                .filter(route -> !route.equals("GET /health/{selector}"))
                .distinct()
                .sorted()
                .toList();
    }

    /** A variable as the document has it: {@code {key}} for {@code {key:.+}}. */
    private static String withoutPattern(String path) {
        return path.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }

    public int port() {
        return server.getPort();
    }

    /** The very objects that are registered under a name, whatever they measure. */
    public List<Identity> gauges(String name) {
        return server
                .getApplicationContext()
                .getBean(MeterRegistry.class)
                .find(name)
                .gauges()
                .stream()
                .map(Identity::new)
                .toList();
    }

    /** Meters of one id are equal. */
    record Identity(Object of) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && that.of == of;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(of);
        }
    }

    public KafkaConfig config() {
        return config;
    }

    /** What the next read waits for. */
    public Token written() {
        return written;
    }

    /** Entries whose records say nothing of their past, as those of an earlier release. */
    public void register(RegistryEntry... entries) {
        for (var entry : entries) {
            register(entry, null);
        }
    }

    /** Entries that have stood since an instant, and whose history is complete. */
    public void register(Instant recorded, RegistryEntry... entries) {
        for (var entry : entries) {
            register(entry, past(recorded, "\"complete\":true,\"earlier\":[]"));
        }
    }

    /** An entry and its past. */
    public void register(RegistryEntry entry, byte @Nullable [] past) {
        var topic = config.topics().registry();
        var record = new ProducerRecord<>(topic, 0, EntryCodec.key(entry), EntryCodec.write(entry));
        if (past != null) {
            record.headers().add(EntryHistory.HEADER, past);
        }
        written = written.with(Token.REGISTRY, append(record));
    }

    /** The header that a restore would write. */
    public static byte[] past(Instant recorded, String more) {
        var json = "{\"recorded\":\"%s\",%s}".formatted(recorded, more);
        try {
            return EntryHistory.restored(json.getBytes(UTF_8), Instant.MAX);
        } catch (UnreadableEntry e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /**
     * Appends events to a partition of the log, recorded when they say, and returns the offset
     * after the last one.
     */
    public long log(int partition, ReportEvent... events) {
        var sent =
                Arrays.stream(events).map(event -> plain.send(record(partition, event))).toList();
        return offset(sent.getLast()) + 1;
    }

    private ProducerRecord<byte[], byte[]> record(int partition, ReportEvent event) {
        var number = event instanceof ReportEvent.Filed ? 0 : 1;
        var topic = config.topics().reports();
        var value = CODEC.encode(topic, event, number, "/test").value();
        var record = CODEC.encodeRestored(topic, event, value, number, "/test");
        return new ProducerRecord<>(topic, partition, record.key(), value, record.headers());
    }

    /** Appends what nobody can read to a partition of the log and returns the offset after it. */
    public long log(int partition) {
        return offset(plain.send(unreadable(partition))) + 1;
    }

    /** Appends so many records that nobody can read, none of which waits for the one before. */
    public void logUnreadable(int partition, int records) {
        var sent =
                Stream.generate(() -> plain.send(unreadable(partition))).limit(records).toList();
        sent.forEach(Stack::offset);
    }

    private ProducerRecord<byte[], byte[]> unreadable(int partition) {
        var topic = config.topics().reports();
        return new ProducerRecord<>(topic, partition, "key".getBytes(UTF_8), new byte[0]);
    }

    /** Appends to the log as the ingest service would, and returns the offset after it. */
    public long append(ProducerRecord<byte[], byte[]> record) {
        return offset(plain.send(record)) + 1;
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The partition of the log to which a holder's reports belong. */
    public int partitionOf(String holder) {
        return Topics.partitionOf(holder, config.partitions());
    }

    /** Events in the partitions of their holders, and what workers publish for them. */
    public void publish(Published published) {
        var places =
                published.events().stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> partitionOf(event.report().holder()),
                                        TreeMap::new,
                                        Collectors.toList()));
        var last = places.lastKey();
        places.forEach(
                (partition, events) ->
                        publish(
                                partition,
                                log(partition, events.toArray(ReportEvent[]::new)),
                                partition.equals(last) ? published.documents() : Map.of()));
    }

    /**
     * Events in a partition of the log, and what a worker publishes for them, in one transaction.
     * The evidence takes only those whose holder belongs to the partition.
     */
    public void publish(int partition, Published published) {
        var events = published.events().toArray(ReportEvent[]::new);
        publish(partition, log(partition, events), published.documents());
    }

    /** What a worker publishes for one more record in the log, in one transaction. */
    public void publish(int partition, Map<String, byte[]> documents) {
        publish(partition, log(partition), documents);
    }

    public void publish(int partition, long next, Map<String, byte[]> documents) {
        var transaction = begin(partition);
        documents.forEach(transaction::put);
        transaction.commit(next);
        written = written.with(Token.reports(partition), next);
    }

    public Transaction begin(int partition) {
        return begin(VERSION, partition);
    }

    public Transaction begin(VersionId version, int partition) {
        var producer =
                views.computeIfAbsent(
                        config.topics().transactionalId(version, partition),
                        id -> {
                            var transactional =
                                    producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
                            transactional.initTransactions();
                            return transactional;
                        });
        producer.beginTransaction();
        return new Transaction(producer, version, partition);
    }

    /** Decides, beside the gateway; reads wait until it is carried out. */
    public void decide(ControlEvent event) {
        decide(VERSION.projection(), event);
    }

    public void decide(String projection, ControlEvent event) {
        decide("a test", projection, event);
    }

    public void decide(String by, String projection, ControlEvent event) {
        var writer = server.getApplicationContext().getBean(ControlWriter.class);
        try {
            var known = writer.decide(projection, _ -> event, by, null);
            written = written.with(Token.CONTROL, known.next());
        } catch (StepRefused e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was decided, as it is written. */
    public List<String> decisions() {
        var found = new ArrayList<String>();
        try (var reader =
                TopicReader.start(
                        config.clientProperties(),
                        config.topics().control(),
                        record -> found.add(new String(record.value(), UTF_8)))) {
            reader.caughtUp().join();
        }
        return found;
    }

    /** Waits until the gateway has read decisions of which this is true. */
    public Catalog await(Predicate<Catalog> wanted) {
        var reader = server.getApplicationContext().getBean(CatalogReader.class);
        var here = new CompletableFuture<Catalog>();
        reader.onChange(
                catalog -> {
                    if (wanted.test(catalog)) {
                        here.complete(catalog);
                    }
                });
        var now = reader.catalog();
        return wanted.test(now) ? now : here.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What a worker publishes of a version that is built beside the one that is served. */
    public void build(VersionId version, int partition, Mark mark, Map<String, byte[]> documents) {
        var transaction = begin(version, partition);
        documents.forEach(transaction::put);
        transaction.commit(mark);
    }

    /** Writes JSON; later reads send the token that was answered. */
    public HttpResponse<String> write(String method, String path, String body) {
        var response =
                send(
                        HttpRequest.newBuilder(server.getURI().resolve(path))
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .header("Content-Type", "application/json")
                                .build());
        response.headers()
                .firstValue(Token.HEADER)
                .ifPresent(token -> written = written.merge(Token.parse(token)));
        return response;
    }

    /** Another gateway beside it, until the stack is closed. */
    public URI startAnother() {
        var another = run();
        others.add(another);
        return another.getURI();
    }

    public URI uri() {
        return server.getURI();
    }

    /** Waits until the gateway's copy of a version, served or not, has this much of a partition. */
    public void awaitCopy(VersionId version, int partition, long next) {
        var copies = server.getApplicationContext().getBean(VersionCopies.class);
        var decided = written.next(Token.CONTROL).orElse(0);
        copies.until(served -> served.next() >= decided).join();
        copies.copy(version).orElseThrow().reached(partition, next).join();
        Await.until(version + " is read", () -> copies.isRead(version));
    }

    /** Reads with the token of what was written last. */
    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** Reads on the port for operation, whose health has details that the document does not. */
    public HttpResponse<String> operation(String path, String... headers) {
        var address = URI.create("http://127.0.0.1:%d%s".formatted(operationPort(), path));
        var request = HttpRequest.newBuilder(address);
        return exchange((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /** The gateway cannot ask Kafka any more where topics end. */
    public void loseKafka() {
        server.getApplicationContext().getBean(Admin.class).close();
    }

    int operationPort() {
        return server.getApplicationContext()
                .getRequiredProperty("demarche.operation.port", Integer.class);
    }

    /** Where the document says that an address is. */
    private URI address(String path) {
        var port = path.startsWith("/prometheus") ? operationPort() : port();
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    /** Reads as a client does that knows nothing of tokens. */
    public HttpResponse<String> plain(String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public HttpResponse<String> send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(address(path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (!String.join(",", headers).contains(Token.HEADER)) {
            request.header(Token.HEADER, written.toString());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Sends this access token from now on, unless a request has another. */
    public Stack signIn(Secret own) {
        secret = own;
        return this;
    }

    /** An access token that every gateway of this stack knows when it returns. */
    public Secret token(String name, @Nullable Instant expiresAt, AccessRole... roles) {
        var fresh = Secret.fresh();
        tell(
                new AccessToken(
                        fresh.id(),
                        name,
                        Set.of(roles),
                        fresh.digest(),
                        Reports.RECORDED,
                        "a test",
                        expiresAt,
                        null));
        return fresh;
    }

    /** What a gateway writes about a token. */
    public void tell(AccessToken token) {
        tell(token.id(), AccessTokenCodec.value(token));
    }

    public void tell(String id, byte @Nullable [] value) {
        var next = append(config.topics().tokens().name(), 0, id.getBytes(UTF_8), value);
        Stream.concat(Stream.of(server), others.stream())
                .map(one -> one.getApplicationContext().getBean(AccessTokens.class))
                .forEach(tokens -> tokens.reached(next).join());
    }

    private HttpRequest signed(HttpRequest request) {
        return secret == null || request.headers().firstValue("Authorization").isPresent()
                ? request
                : HttpRequest.newBuilder(request, (_, _) -> true)
                        .header("Authorization", "Bearer " + secret.reveal())
                        .build();
    }

    /** Whatever is answered in whatever test must be as the document has it. */
    public HttpResponse<String> send(HttpRequest request) {
        var response = exchange(signed(request));
        assertThat(OpenApi.DOCUMENT.faults(request.method(), request.uri().getRawPath(), response))
                .as("what the document does not have")
                .isEmpty();
        return response;
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        others.forEach(Stack::stop);
        stopServer();
        plain.close();
        views.values().forEach(Producer::close);
    }

    public final class Transaction {

        private final Producer<byte[], byte[]> producer;
        private final VersionId version;
        private final int partition;

        private Transaction(Producer<byte[], byte[]> producer, VersionId version, int partition) {
            this.producer = producer;
            this.version = version;
            this.partition = partition;
        }

        /**
         * @param document null: there is none any more
         */
        public void put(String key, byte[] document, Header... headers) {
            var record =
                    new ProducerRecord<>(
                            config.topics().view(version),
                            partition,
                            ViewKey.bytes(key),
                            document,
                            List.of(headers));
            var _ = producer.send(record);
        }

        /** Writes all there is so far to the topic, uncommitted. */
        public void flush() {
            producer.flush();
        }

        public void commit(long next) {
            commit(next, Reports.RECORDED);
        }

        /**
         * @param recorded the last instant in the log so far
         */
        public void commit(long next, Instant recorded) {
            commit(new Mark(next, 0, recorded));
        }

        public void commit(Mark mark) {
            put(ViewKey.mark(partition), mark.encode());
            producer.commitTransaction();
            if (version.equals(VERSION)) {
                written = written.with(Token.reports(partition), mark.next());
            }
        }

        public void abort() {
            producer.abortTransaction();
        }
    }

    private long append(String topic, int partition, byte[] key, byte @Nullable [] value) {
        return append(new ProducerRecord<>(topic, partition, key, value));
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> more) {
        var properties = config.clientProperties();
        properties.putAll(more);
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
