package org.demarche.bench.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.demarche.bench.result.BenchException;

/** Asks one question after the other over one connection, and waits for each answer. */
public final class Asker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<HttpResponse> lost = new CompletableFuture<>();
    private final URI service;
    private final HttpConnection connection;

    public Asker(URI service) throws InterruptedException {
        this.service = service;
        connection = HttpConnection.open(loop, service, lost::completeExceptionally);
    }

    public HttpResponse ask(byte[] request) throws Exception {
        var answer = new CompletableFuture<HttpResponse>();
        loop.execute(() -> connection.ask(request, answer::complete));
        try {
            return (HttpResponse)
                    CompletableFuture.anyOf(answer, lost)
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new BenchException(
                    "%s has not answered within %d s".formatted(service, PATIENCE.toSeconds()));
        }
    }

    @Override
    public void close() {
        connection.close();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
