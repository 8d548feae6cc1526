package org.demarche.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.internal.FileRecords;

/**
 * The log in which the node keeps what topics there are. Kafka cuts it off where it is damaged,
 * takes the topics behind the cut for deleted ones, and deletes their data; so it is read once
 * before Kafka sees it.
 */
final class ClusterLog {

    private ClusterLog() {}

    /**
     * A batch that is cut short by the file's end is what a kill half-way leaves, and no damage.
     */
    static void verify(Path kafka) throws IOException {
        try (var segments =
                Files.newDirectoryStream(kafka.resolve("__cluster_metadata-0"), "*.log")) {
            for (var segment : segments) {
                verifySegment(segment);
            }
        }
    }

    private static void verifySegment(Path segment) throws IOException {
        try (var records = FileRecords.open(segment.toFile(), false)) {
            for (var batch : records.batches()) {
                batch.ensureValid();
            }
        } catch (CorruptRecordException e) {
            throw new BrokerException(
                    "The broker's data is damaged in %s (%s): bring back a copy of the directory, or start on an empty one."
                            .formatted(segment, e.getMessage()),
                    e);
        }
    }
}
