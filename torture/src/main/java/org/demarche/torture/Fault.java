package org.demarche.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything that a run does to a stack. */
enum Fault {
    KILL_BROKER("kill -9 of the broker", "broker", true),
    KILL_INGEST("kill -9 of the ingest service", "ingest", true),
    KILL_POSITION("kill -9 of the position service", "position", true),
    KILL_GATEWAY("kill -9 of the gateway", "gateway", true),
    STOP_BROKER("broker stopped and continued", "broker", false),
    STOP_INGEST("ingest service stopped and continued", "ingest", false),
    STOP_POSITION("position service stopped and continued", "position", false),
    STOP_GATEWAY("gateway stopped and continued", "gateway", false),
    MORE_WORKERS("position services 1 to 3", "", false),
    FEWER_WORKERS("position services 3 to 1, by kill -9", "", false),
    REPLAY("replay with a promotion", "", false),
    ROLL_BACK("roll back", "", false),
    BAD_EVENT("unreadable record in the log", "", false),
    BAD_DECISION("unreadable record among the decisions", "", false),
    BAD_ENTRY("unreadable record in the registry", "", false);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);
    private static final Duration SHORTEST_STOP = Duration.ofSeconds(1);

    private final String description;
    private final String part;
    private final boolean death;

    /**
     * @param part that it happens to; empty if to none or to all
     */
    Fault(String description, String part, boolean death) {
        this.description = description;
        this.part = part;
        this.death = death;
    }

    String description() {
        return description;
    }

    /** Whether a process dies of it that the stack starts again. */
    boolean isDeath() {
        return death;
    }

    /** Returns when it is over, and the stack may recover. */
    void inject(Stack stack, History history, Random random)
            throws IOException, InterruptedException {
        switch (this) {
            case KILL_BROKER, KILL_INGEST, KILL_POSITION, KILL_GATEWAY ->
                    stack.process(part).destroyForcibly();
            case STOP_BROKER, STOP_INGEST, STOP_POSITION, STOP_GATEWAY ->
                    stop(stack.process(part), random);
            case MORE_WORKERS -> {
                stack.startWorker();
                stack.startWorker();
            }
            case FEWER_WORKERS -> stack.workers().forEach(Process::destroyForcibly);
            case REPLAY -> decide(stack, history, "replays", "{}");
            case ROLL_BACK -> rollBack(stack, history);
            case BAD_EVENT -> damage(stack.broker(), LogReading.TOPIC, random);
            case BAD_DECISION -> damage(stack.broker(), "demarche.control", random);
            case BAD_ENTRY -> damage(stack.broker(), "demarche.registry", random);
        }
    }

    private static void stop(ProcessHandle process, Random random) throws InterruptedException {
        Stack.signal(process, "STOP");
        try {
            Thread.sleep(random.nextLong(SHORTEST_STOP.toMillis(), LONGEST_STOP.toMillis()));
        } finally {
            Stack.signal(process, "CONT");
        }
    }

    /** A read that waits for the answer's token ends the step, so that all later reads see it. */
    private static void rollBack(Stack stack, History history)
            throws IOException, InterruptedException {
        history.rollBackStep();
        var token = decide(stack, history, "rollback", "{\"force\": true}");
        if (!token.isEmpty()) {
            var _ = stack.gateway().get("/v1/positions?limit=1", token);
        }
        history.rollBackStep();
    }

    private static String decide(Stack stack, History history, String what, String body)
            throws IOException, InterruptedException {
        var answer = stack.gateway().post("/v1/projections/positions/" + what, body);
        if (!List.of(200, 201, 409, 503, 504).contains(answer.status())) {
            history.wrong("POST of " + what, answer);
        }
        return answer.token();
    }

    private static void damage(String broker, String topic, Random random) {
        var settings = Map.<String, Object>of("bootstrap.servers", broker, "acks", "all");
        var serializer = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, serializer, serializer)) {
            var value = new byte[100];
            random.nextBytes(value);
            var key = "damage-%d".formatted(random.nextInt(1_000_000)).getBytes(UTF_8);
            var _ = producer.send(new ProducerRecord<>(topic, key, value));
        }
    }
}
