package org.demarche.gateway.entrance;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.demarche.log.ServicePorts;

/**
 * Handles messages before Micronaut does.
 *
 * <p>It reports a body with malformed chunks as a fault. Netty only marks the piece at which it
 * stops, and Micronaut takes that piece for the last one, so a body that was cut off would look
 * complete. It removes the content type of a read, because a read has no body and Micronaut would
 * refuse it for the type. It gives each answer a version of HTTP that exists, because Micronaut
 * repeats the version that the request names. In the pipeline, {@link ConnectionGuard} comes before
 * this handler.
 */
@Singleton
final class IncomingMessages implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String MESSAGES = "incoming-messages";
    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Connections connections;
    private final ServicePorts ports;

    IncomingMessages(Connections connections, ServicePorts ports) {
        this.connections = connections;
        this.ports = ports;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new Pipeline(Optional.empty(), connections, ports.operation()));
        return registry;
    }

    /**
     * @param channel the channel of a client or of the listening socket; empty for the first
     *     customizer
     * @param unguarded the port of operation, which has no limits, so that monitors always get in
     */
    private record Pipeline(Optional<Channel> channel, Connections connections, int unguarded)
            implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
            return new Pipeline(Optional.of(specific), connections, unguarded);
        }

        @Override
        public void onStreamPipelineBuilt() {
            var its = channel.orElseThrow();
            var pipeline = its.pipeline();
            pipeline.addBefore(
                    ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, MESSAGES, new Check());
            if (its.localAddress() instanceof InetSocketAddress own
                    && its.remoteAddress() instanceof InetSocketAddress client
                    && own.getPort() != unguarded) {
                var guard = new ConnectionGuard(connections, client.getAddress());
                pipeline.addBefore(
                        ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                        "arrivals",
                        guard.arrivals());
                pipeline.addBefore(MESSAGES, "connection-guard", guard);
            }
        }
    }

    private static final class Check extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request && READS.contains(request.method())) {
                request.headers().remove(HttpHeaderNames.CONTENT_TYPE);
            }
            if (message instanceof HttpContent piece
                    && !(message instanceof HttpRequest)
                    && piece.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                context.fireExceptionCaught(piece.decoderResult().cause());
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response
                    && !response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                response.setProtocolVersion(HttpVersion.HTTP_1_1);
            }
            var _ = context.write(message, promise);
        }
    }
}
