package org.demarche.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A broker's folder. The file {@code lock} is locked while a broker runs, and the folder {@code
 * kafka} is Kafka's own log directory, which is formatted once.
 *
 * <p>Kafka has a lock, too, but takes it only after its controller has begun to write the metadata
 * log.
 */
final class DataDirectory implements AutoCloseable {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DataDirectory open(Path path) {
        var root = path.toAbsolutePath().normalize();
        try {
            refuseForeign(root);
            Files.createDirectories(root);
            var directory = new DataDirectory(root, lock(root));
            try {
                directory.formatOnce();
                return directory;
            } catch (RuntimeException | IOException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "The broker's directory %s cannot be used: %s.".formatted(root, reason(e)), e);
        }
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    private static void refuseForeign(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new BrokerException(
                    "%s is a file; the broker needs a directory.".formatted(root));
        }
        if (!Files.exists(root) || Files.exists(root.resolve("lock"))) return;
        try (Stream<Path> entries = Files.list(root)) {
            var foreign = entries.findFirst();
            if (foreign.isPresent()) {
                throw new BrokerException(
                        "%s was not made by this broker (it holds %s): choose an empty directory."
                                .formatted(root, foreign.get().getFileName()));
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new BrokerException(
                    "Another broker is running on %s: stop it first or choose another directory."
                            .formatted(root));
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * Formats another folder and moves it into place, so that a kill in between leaves no folder
     * that looks formatted.
     */
    private void formatOnce() throws IOException {
        if (Files.exists(kafka())) {
            verify();
            return;
        }
        var fresh = root.resolve("formatting");
        Directories.delete(fresh);
        try {
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(fresh.toString()))
                    // the metadata log gets the features of the release, such as the group protocol
                    // 'consumer'
                    .setMetadataLogDirectory(fresh.toString())
                    .setWriteBootstrapSnapshot(true)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setHasDynamicQuorum(false)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        Files.move(fresh, kafka(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void verify() throws IOException {
        var file = kafka().resolve("meta.properties");
        if (!Files.isRegularFile(file)) {
            throw new BrokerException(
                    "The broker's data in %s is damaged: meta.properties is missing."
                            .formatted(kafka()));
        }
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw new BrokerException(
                    "The broker's data is damaged: %s cannot be read.".formatted(file), e);
        }
        var node = properties.getProperty("node.id");
        if (!String.valueOf(NODE_ID).equals(node)) {
            throw new BrokerException(
                    "%s names node %s, but this broker is node %d: the data is damaged or belongs to another broker."
                            .formatted(file, node, NODE_ID));
        }
        if (Files.exists(kafka().resolve("__cluster_metadata-0"))) {
            ClusterLog.verify(kafka());
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BrokerException("The lock of %s cannot be released.".formatted(root), e);
        }
    }
}
