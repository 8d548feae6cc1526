package org.demarche.gateway.entrance;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at messages before Micronaut does. It reports bodies with malformed chunks: Netty only
 * marks the piece at which it gives up, and Micronaut takes that piece for the last one, so a cut
 * stream would look like a whole one. And it drops the type of a body that a read has not:
 * Micronaut would refuse the read by that type.
 */
@Singleton
final class IncomingMessages implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        var registry = event.getBean();
        registry.register(new Pipeline(Optional.empty()));
        return registry;
    }

    /**
     * @param channel a client's, or the listening one's; none before there is one
     */
    private record Pipeline(Optional<Channel> channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specific, ChannelRole role) {
            return new Pipeline(Optional.of(specific));
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.orElseThrow()
                    .pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "incoming-messages",
                            new Check());
        }
    }

    private static final class Check extends ChannelInboundHandlerAdapter {

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
    }
}
