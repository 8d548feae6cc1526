package org.demarche.bench.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks one question after the other over one connection, and waits for each answer. */
public final class Asker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<HttpResponse> lost = new CompletableFuture<>();
    private final HttpConnection connection;

    public Asker(URI service) throws InterruptedException {
        connection = HttpConnection.open(loop, service, lost::completeExceptionally);
    }

    public HttpResponse ask(byte[] request) throws Exception {
        var answer = new CompletableFuture<HttpResponse>();
        loop.execute(() -> connection.ask(request, answer::complete));
        return (HttpResponse)
                CompletableFuture.anyOf(answer, lost)
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        connection.close();
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
