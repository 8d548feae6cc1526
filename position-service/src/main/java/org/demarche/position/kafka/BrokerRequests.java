package org.demarche.position.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for requests of other threads to the broker. */
public final class BrokerRequests {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerRequests.class);

    private BrokerRequests() {}

    /**
     * Waits for all requests. Returns false if some did not end in time. A failed request has
     * ended.
     */
    public static boolean await(Collection<? extends Future<?>> all, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        for (var one : all) {
            try {
                one.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (TimeoutException _) {
                return false;
            } catch (ExecutionException e) {
                LOG.debug("Ended by a failure", e.getCause());
            }
        }
        return true;
    }

    /**
     * @throws KafkaException if the broker did not do it; any other failure is a fault of this
     *     program, and is thrown unchanged
     */
    public static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case KafkaException kafka -> throw kafka;
                case RuntimeException ours -> throw ours;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
