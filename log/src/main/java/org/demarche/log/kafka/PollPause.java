package org.demarche.log.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * A moment after a poll with few records, so that the next one has more. Under load there would
 * otherwise be a fetch for each record, and it costs as much as a fetch of a hundred. A record that
 * comes alone is not delayed; one that comes right behind another waits for up to 5 ms.
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
