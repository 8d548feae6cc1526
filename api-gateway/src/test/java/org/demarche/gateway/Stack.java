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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.demarche.broker.FreePorts;
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
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Await;
import org.jspecify.annotations.Nullable;

/**
 * A gateway on topics of its own. It is a client of the gateway too: as each test runs in one, it
 * sends the token of what was written last.
 */
public final class Stack extends StackTopics implements AutoCloseable {

    private static final String PAGES = "org.demarche.gateway.page";

    private EmbeddedServer server;

    private final HttpClient client = HttpClient.newHttpClient();

    private final List<EmbeddedServer> others = new ArrayList<>();

    private @Nullable Secret secret;

    private Stack(Map<String, Object> more) {
        more.forEach(properties::putIfAbsent);
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

    /** The address of a path, on the port that the document names for it. */
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

    /** Writes a token as a gateway does. */
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
        closeProducers();
    }
}
