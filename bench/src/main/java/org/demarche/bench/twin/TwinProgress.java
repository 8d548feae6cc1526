package org.demarche.bench.twin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.TaskId;

/** The progress of the twin's tasks. The tasks write it, and the measurement reads it. */
final class TwinProgress {

    private final Set<TaskId> waiting = ConcurrentHashMap.newKeySet();
    private final LongAdder documents = new LongAdder();

    /** Notes that the task has folded events that it has not published. */
    void folded(TaskId task) {
        waiting.add(task);
    }

    void published(TaskId task) {
        waiting.remove(task);
    }

    void put() {
        documents.increment();
    }

    boolean isPublished() {
        return waiting.isEmpty();
    }

    long documents() {
        return documents.sum();
    }
}
