package org.demarche.torture.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A broker and the three services, with two more position services in reserve. */
public interface TestedStack extends AutoCloseable {

    String BROKER = "broker";
    String INGEST = "ingest";
    String POSITION = "position";
    String GATEWAY = "gateway";

    /** Of the names of its topics. */
    String PREFIX = "demarche";

    Member member(String name);

    List<Member> reserve();

    /** The network between a service and the broker, if a fault can be done to it. */
    Optional<Wire> wire(String service);

    /** The URL of the gateway. */
    String gateway();

    /** For a client that signs in nowhere and may do all. */
    String bootstrapServers();

    void start() throws InterruptedException;

    /** Starts what has ended by itself, if nobody else does. */
    void supervise();

    /** All, in the opposite order of their start. */
    void stop() throws InterruptedException;

    /** Copies what the members have logged, before the stack goes away with it. */
    void keepLogs(Path folder) throws IOException, InterruptedException;

    @Override
    void close();

    /** Those of a stack at rest, in the order of their start. */
    default List<Member> core() {
        return Stream.of(BROKER, INGEST, POSITION, GATEWAY).map(this::member).toList();
    }

    /** Starts what has died, and returns when all is ready. */
    default void awaitReady(Duration patience) throws InterruptedException {
        var end = Instant.now().plus(patience);
        for (var member : core()) {
            while (!member.isReady()) {
                supervise();
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException(
                            "The %s is not ready after %s. Its log: %s"
                                    .formatted(member.name(), patience, member.log()));
                }
                Thread.sleep(100);
            }
        }
    }
}
