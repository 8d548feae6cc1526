package org.demarche.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients sent and saw. */
final class History {

    /** A good answer, by which a recovery is measured. */
    record Good(boolean write, Instant sent, Instant answered) {}

    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final Queue<Good> goods = new ConcurrentLinkedQueue<>();
    private final Queue<Finding> wrong = new ConcurrentLinkedQueue<>();
    private final List<Reading> readings = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger rollBackSteps = new AtomicInteger();

    void add(Write write) {
        writes.add(write);
    }

    /** Each client adds its own in their order. */
    void add(Reading reading) {
        readings.add(reading);
    }

    void good(boolean write, Instant sent) {
        goods.add(new Good(write, sent, Instant.now()));
    }

    void wrong(String request, Gateway.Answer answer) {
        wrong.add(
                new Finding(
                        Finding.Rule.WRONG_ANSWER,
                        "%s got %d %s".formatted(request, answer.status(), answer.json())));
    }

    void rollBackStep() {
        rollBackSteps.incrementAndGet();
    }

    int rollBackSteps() {
        return rollBackSteps.get();
    }

    List<Write> writes() {
        return List.copyOf(writes);
    }

    List<Reading> readings() {
        return List.copyOf(readings);
    }

    List<Finding> wrong() {
        return List.copyOf(wrong);
    }

    /** Good answers since the last call: a recovery looks at new ones only. */
    List<Good> takeGoods() {
        var taken = new ArrayList<Good>();
        for (var good = goods.poll(); good != null; good = goods.poll()) {
            taken.add(good);
        }
        return taken;
    }
}
