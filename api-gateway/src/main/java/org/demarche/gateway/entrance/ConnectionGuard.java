package org.demarche.gateway.entrance;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.demarche.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Closes a client's connection if there are too many, or if the request line and headers do not
 * arrive completely in time, even if their bytes keep coming slowly. In the pipeline, this handler
 * comes after the codec of HTTP, and {@link #arrivals} comes before the codec.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    static final int HEAD_SECONDS = 10;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Connections connections;
    private final InetAddress client;
    private boolean inBody;
    private boolean any;
    private boolean sawBytes;
    private boolean sawMessage;
    private boolean closing;
    private @Nullable Future<?> deadline;

    ConnectionGuard(Connections connections, InetAddress client) {
        this.connections = connections;
        this.client = client;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var tooMany = connections.enter(client);
        if (tooMany.isPresent()) {
            var why = tooMany.get() + ". Try again when others have ended";
            end(context, Problem.unavailable(why));
            return;
        }
        context.channel()
                .closeFuture()
                .addListener(
                        _ -> {
                            stop();
                            connections.leave(client);
                        });
    }

    /** Returns a handler that notes the arrival of bytes, after their decryption. */
    ChannelHandler arrivals() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                sawBytes |= message instanceof ByteBuf bytes && bytes.isReadable();
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        sawMessage = true;
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest) {
            any = true;
            inBody = true;
            stop();
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
        }
        context.fireChannelRead(message);
    }

    /**
     * Starts the time limit. Bytes that are not a message yet are the beginning of a request line
     * and headers.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (closing) {
            context.read();
        } else if (sawBytes && !sawMessage && !inBody && deadline == null) {
            deadline =
                    context.executor()
                            .schedule(() -> tooSlow(context), HEAD_SECONDS, TimeUnit.SECONDS);
        }
        sawBytes = false;
        sawMessage = false;
        context.fireChannelReadComplete();
    }

    /**
     * Refuses a request that is too slow. After a first request, an answer to it may be under way
     * and a problem cannot be put into that answer, so the connection is only closed.
     */
    private void tooSlow(ChannelHandlerContext context) {
        if (any) {
            closing = true;
            var _ = context.close();
            return;
        }
        end(
                context,
                Problem.tooSlow(
                        "The request line and the headers did not arrive within %d s: send them again without pauses"
                                .formatted(HEAD_SECONDS)));
    }

    private void stop() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void end(ChannelHandlerContext context, Problem problem) {
        closing = true;
        var answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(problem.status()),
                        Unpooled.wrappedBuffer(problem.json()));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .set(RequestIds.HEADER, UUID.randomUUID().toString());
        context.writeAndFlush(answer).addListener(_ -> part(context));
    }

    /**
     * Reads on for a moment, because with unread bytes TCP would cut off the answer to the client.
     */
    private static void part(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel socket) {
            var _ = socket.shutdownOutput();
        }
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    var _ = context.close();
                                },
                                1,
                                TimeUnit.SECONDS);
        context.read();
    }
}
