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
 * Looks at messages before Micronaut does. It reports bodies with malformed chunks: Netty only
 * marks the piece at which it gives up, and Micronaut takes that piece for the last one, so a cut
 * stream would look like a whole one. And it drops the type of a body that a read has not:
 * Micronaut would refuse the read by that type. An answer is of a version of HTTP that there is,
 * where Micronaut repeats the request's. In front of it stands the guard of connections.
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
     * @param channel a client's, or the listening one's; none before there is one
     * @param unguarded the port of operation: monitors always get in
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
