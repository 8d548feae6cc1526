package org.demarche.gateway.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a gateway's evidence: {@code lock}, held while the gateway runs; {@code store};
 * {@code aside}, the last store that could not be used; and {@code library}, made at each start.
 */
final class StoreFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);

    private static final String OWN = "demarche-evidence-";

    /**
     * A folder whose lock is free stays for this long, because its process may have made it a
     * moment ago.
     */
    private static final Duration BEING_TAKEN = Duration.ofMinutes(1);

    private static final long MEGABYTE = 1 << 20;

    private final Path root;
    private final FileChannel lock;
    private final boolean goesWithProcess;

    /**
     * The disk of this folder. It is kept, because finding it reads the system's table of mounts.
     */
    private @Nullable FileStore disk;

    private StoreFolder(Path root, FileChannel lock, boolean goesWithProcess) {
        this.root = root;
        this.lock = lock;
        this.goesWithProcess = goesWithProcess;
    }

    /**
     * Takes a folder for this process, and makes it if necessary.
     *
     * @throws IllegalStateException if another process uses the folder, or if it cannot be used
     */
    static StoreFolder take(Path root) {
        var folder = root.toAbsolutePath().normalize();
        var taken = new StoreFolder(folder, lock(folder), false);
        taken.clear();
        return taken;
    }

    /** Makes a folder below the temporary one, and deletes it when the process ends. */
    static StoreFolder takeOwn() {
        try {
            forget(Path.of(System.getProperty("java.io.tmpdir")));
            var folder = Files.createTempDirectory(OWN);
            LOG.info(
                    "The evidence is in {}, which is deleted when this process ends. To keep it,"
                            + " set demarche.evidence.directory to a folder that only this gateway"
                            + " uses",
                    folder);
            return new StoreFolder(folder, lock(folder), true);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "There is no room for the evidence in %s (%s): set demarche.evidence.directory to a folder that this process can write to"
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }

    /** Deletes the folders of killed processes. */
    private static void forget(Path temporary) throws IOException {
        try (var left = Files.newDirectoryStream(temporary, OWN + "*")) {
            for (var folder : left) {
                if (isLeft(folder.resolve("lock"))) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isLeft(Path lock) {
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            var isNew =
                    Files.getLastModifiedTime(lock)
                            .toInstant()
                            .isAfter(Instant.now().minus(BEING_TAKEN));
            return !isNew && !isTaken(channel);
        } catch (IOException _) {
            return false; // another user's folder, or one that is being made
        }
    }

    private static FileChannel lock(Path folder) {
        var file = folder.resolve("lock");
        try {
            Files.createDirectories(folder);
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.truncate(0);
                var holder = Long.toString(ProcessHandle.current().pid());
                channel.write(ByteBuffer.wrap(holder.getBytes(UTF_8)));
                return channel;
            }
            channel.close();
            throw new IllegalStateException(
                    "The gateway with process id %s keeps its evidence in %s: give each gateway a folder of its own with demarche.evidence.directory"
                            .formatted(Files.readString(file).strip(), folder));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The evidence cannot be kept in %s (%s): set demarche.evidence.directory to a folder that this process can write to"
                            .formatted(folder, e),
                    e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    /** Deletes the library that a killed process unpacked. */
    private void clear() {
        try {
            delete(library());
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", library(), e.toString());
        }
    }

    Path store() {
        return root.resolve("store");
    }

    /** Returns the free bytes of the disk. */
    long free() throws IOException {
        if (disk == null) {
            disk = Files.getFileStore(root);
        }
        return disk.getUsableSpace();
    }

    /**
     * @param reserve the bytes that must stay free for others that write to the same disk
     * @throws NoRoom if the disk has fewer free bytes
     */
    void requireRoom(long reserve) throws NoRoom {
        try {
            var free = free();
            if (free < reserve) {
                throw new NoRoom(
                        "The disk has %d MB left, and %d MB must stay free for others (demarche.evidence.reserve)"
                                .formatted(free / MEGABYTE, reserve / MEGABYTE));
            }
        } catch (IOException e) {
            throw new NoRoom(e);
        }
    }

    /** The folder for the store's native library. */
    Path library() {
        return root.resolve("library");
    }

    /** Moves the store aside, to make room for a new one. Only the last store put aside is kept. */
    void putAside(String why) {
        var aside = root.resolve("aside");
        LOG.warn(
                "{} is moved to {}, and the evidence is filled again from the log: {}",
                store(),
                aside,
                why);
        try {
            delete(aside);
            Files.move(store(), aside);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be put aside: delete it".formatted(store()), e);
        }
    }

    @Override
    public void close() {
        try {
            if (goesWithProcess) {
                delete(root);
            }
            lock.close();
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", root, e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
