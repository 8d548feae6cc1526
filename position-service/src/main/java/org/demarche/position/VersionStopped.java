package org.demarche.position;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.view.ViewKey;

/** A version cannot go on, and starting again would not help. The message says why. */
final class VersionStopped extends RuntimeException {

    VersionStopped(String message) {
        super(message);
    }

    static VersionStopped damaged(ConsumerRecord<byte[], byte[]> document, String complaint) {
        return new VersionStopped(
                "The view's document '%s' (%s-%d at offset %d) is not what was published: %s. Build a new version from the log"
                        .formatted(
                                ViewKey.of(document.key()),
                                document.topic(),
                                document.partition(),
                                document.offset(),
                                complaint));
    }
}
