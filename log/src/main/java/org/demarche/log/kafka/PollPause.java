package org.demarche.log.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Waits for a moment after a poll with few records, so that the next poll has more. Without this
 * pause, there would be a fetch for each record under load, and each fetch costs as much as a fetch
 * of a hundred records. A single record is not delayed. A record that comes right after another one
 * waits for up to 5 ms.
 */
public final class PollPause {

    private static final int FEW = 100;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private PollPause() {}

    public static void after(ConsumerRecords<?, ?> polled) throws InterruptedException {
        if (!polled.isEmpty() && polled.count() < FEW) {
            Thread.sleep(PAUSE);
        }
    }
}
