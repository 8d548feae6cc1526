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

    /** The prefix of the names of its topics. */
    String PREFIX = "demarche";

    Member member(String name);

    List<Member> reserve();

    /** The network between a service and the broker; empty if faults cannot change it. */
    Optional<Wire> wire(String service);

    /** The URL of the gateway. */
    String gateway();

    /** The broker's address for a client that does not sign in and may do everything. */
    String bootstrapServers();

    void start() throws InterruptedException;

    /** Starts members that have ended by themselves, if nothing else starts them. */
    void supervise();

    /** Stops all members, in the opposite order of their start. */
    void stop() throws InterruptedException;

    /** Copies the logs of the members, before the stack and its logs are deleted. */
    void keepLogs(Path folder) throws IOException, InterruptedException;

    @Override
    void close();

    /** Returns the members without the reserve, in the order of their start. */
    default List<Member> core() {
        return Stream.of(BROKER, INGEST, POSITION, GATEWAY).map(this::member).toList();
    }

    /** Starts members that have died, and returns when all members are ready. */
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
