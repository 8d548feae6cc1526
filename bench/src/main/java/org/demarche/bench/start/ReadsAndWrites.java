package org.demarche.bench.start;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.demarche.bench.load.HttpLoad;
import org.demarche.bench.load.Loaded;
import org.demarche.bench.load.RequestBytes;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.write.InventedBodies;

/** Reads positions and files reports at one gateway at the same time. */
final class ReadsAndWrites implements AutoCloseable {

    private static final int CONNECTIONS = 32;

    private final HttpLoad reading = new HttpLoad(CONNECTIONS);
    private final HttpLoad writing = new HttpLoad(CONNECTIONS);
    private final List<String> positions;
    private final InventedBodies bodies;

    /**
     * @param positions the paths of the positions that are read
     */
    ReadsAndWrites(List<String> positions, InventedBodies bodies) {
        this.positions = List.copyOf(positions);
        this.bodies = bodies;
    }

    record Measured(Loaded reads, Loaded writes) {}

    Measured run(URI gateway, Duration time) throws Exception {
        var addresses = positions.stream().map(gateway::resolve).toList();
        var reads = RequestBytes.reads(gateway, addresses);
        var writes = bodies.filedAt(gateway.resolve("/v1/reports"));
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            var read = side.submit(good(() -> reading.closed(reads, time)));
            var written = side.submit(good(() -> writing.closed(writes, time)));
            return new Measured(read.get(), written.get());
        }
    }

    private static Callable<Loaded> good(Callable<Loaded> load) {
        return () -> {
            var loaded = load.call();
            if (loaded.errors() > 0) {
                throw new BenchException("After a start a request was " + loaded.firstError());
            }
            return loaded;
        };
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
