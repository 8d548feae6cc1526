package org.demarche.bench.load;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection with at most one request under way. Only its event loop uses it. */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {

    private final Consumer<Throwable> lost;
    private @Nullable Channel channel;
    private @Nullable HttpResponse head;
    private @Nullable Consumer<HttpResponse> waiting;

    private HttpConnection(Consumer<Throwable> lost) {
        this.lost = lost;
    }

    /**
     * @param lost is called if the connection ends, unless this side closes it
     */
    static HttpConnection open(EventLoopGroup group, URI service, Consumer<Throwable> lost)
            throws InterruptedException {
        var connection = new HttpConnection(lost);
        connection.channel =
                new Bootstrap()
                        .group(group)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(new HttpResponseDecoder(), connection);
                                    }
                                })
                        .connect(service.getHost(), service.getPort())
                        .sync()
                        .channel();
        return connection;
    }

    /**
     * @param answered receives the head of the answer when the whole answer has arrived
     */
    void ask(byte[] request, Consumer<HttpResponse> answered) {
        waiting = answered;
        var open = requireNonNull(channel);
        var _ = open.writeAndFlush(Unpooled.wrappedBuffer(request), open.voidPromise());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part instanceof HttpResponse response) {
            head = response;
        }
        if (part instanceof LastHttpContent) {
            var answered = requireNonNull(waiting);
            waiting = null;
            answered.accept(requireNonNull(head));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost.accept(new IOException("The connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost.accept(cause);
    }

    void close() {
        var _ = requireNonNull(channel).close();
    }
}
