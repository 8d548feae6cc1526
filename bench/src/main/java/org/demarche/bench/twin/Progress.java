package org.demarche.bench.twin;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.TaskId;

/** How far the twin's tasks are, told by them and asked by who measures. */
final class Progress {

    private final Set<TaskId> waiting = ConcurrentHashMap.newKeySet();
    private final LongAdder documents = new LongAdder();

    /** The task has folded what it has not published. */
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
