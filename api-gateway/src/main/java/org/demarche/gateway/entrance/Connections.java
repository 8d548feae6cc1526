package org.demarche.gateway.entrance;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the open connections of clients, and limits their number: one limit for all, and a quarter
 * of it for one address. A trusted proxy may have all connections, because it serves many clients.
 */
@Context
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final String USUAL_MOST = "2000";
    private static final int SHARES = 4;

    private final int most;
    private final int mostOfOne;
    private final Predicate<InetAddress> isProxy;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final Counter refused;

    Connections(
            @Property(name = "demarche.connections.most", defaultValue = USUAL_MOST) int most,
            Proxies proxies,
            MeterRegistry meters) {
        if (most < SHARES) {
            throw new IllegalArgumentException(
                    "demarche.connections.most is %d: it must be at least %d"
                            .formatted(most, SHARES));
        }
        this.most = most;
        mostOfOne = most / SHARES;
        isProxy = proxies::trust;
        Gauge.builder("demarche.connections.open", open, AtomicInteger::get)
                .description("Connections of clients to the port of the API")
                .register(meters);
        refused =
                Counter.builder("demarche.connections.refused")
                        .description(
                                "Connections that the gateway refused, because there were too many in all or from one address")
                        .register(meters);
    }

    /**
     * Counts a new connection if it may stay. Then the caller must call {@link #leave} when the
     * connection is closed.
     *
     * @return the reason if the connection may not stay; empty if it may
     */
    Optional<String> enter(InetAddress client) {
        var all = open.incrementAndGet();
        var its = byAddress.merge(client, 1, Integer::sum);
        var why = tooMany(all, its, client);
        if (why.isPresent()) {
            leave(client); // a refused connection does not count
            refused(why.get());
        }
        return why;
    }

    void leave(InetAddress client) {
        open.decrementAndGet();
        byAddress.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }

    private Optional<String> tooMany(int all, int its, InetAddress client) {
        if (its > mostOfOne && !isProxy.test(client)) {
            return Optional.of(
                    "The address %s has %d connections, a quarter of all that the gateway may have (demarche.connections.most)"
                            .formatted(client.getHostAddress(), mostOfOne));
        }
        return all > most
                ? Optional.of(
                        "The gateway has %d connections, and may have no more (demarche.connections.most)"
                                .formatted(most))
                : Optional.empty();
    }

    /**
     * Logs the first refusal and counts every one, so that many connections do not fill the log of
     * the process.
     */
    private void refused(String why) {
        if (refused.count() == 0) {
            LOG.warn(
                    "{}. The meter demarche.connections.refused counts this one and further ones",
                    why);
        }
        refused.increment();
    }
}
