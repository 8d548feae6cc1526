package org.demarche.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.internal.FileRecords;

/**
 * The metadata log, in which the node keeps the list of topics. If this log is damaged, Kafka cuts
 * it off at the damage, treats the topics after the cut as deleted, and deletes their data. So this
 * class verifies the log before Kafka reads it.
 */
final class ClusterLog {

    private ClusterLog() {}

    /**
     * Refuses a damaged log. A batch that the end of the file cuts short is not damage, because a
     * kill during a write leaves such a batch.
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
