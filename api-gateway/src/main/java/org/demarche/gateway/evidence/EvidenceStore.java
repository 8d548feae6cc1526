package org.demarche.gateway.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores bytes under sorted keys, on disk. A batch is stored whole or not at all. Writes do not
 * wait for the disk, and there is no write-ahead log: after a crash, the gateway reads the missing
 * records from Kafka again. Any number of threads may use it.
 */
final class EvidenceStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceStore.class);

    /** A file beside those of the store, which marks it as damaged. */
    private static final String DAMAGED = "DAMAGED";

    private static final long CACHE_BYTES = 32L << 20;
    private static final long BUFFER_BYTES = 16L << 20;
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int BLOOM_BITS = 10;
    private static final int OPEN_FILES = 256;

    private final Path directory;
    private final Cache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions writing;
    private final ReadOptions reading;
    private final RocksDB database;

    /**
     * Keeps reads and writes off a closed store, because the native library does not check that.
     */
    private final ReadWriteLock using = new ReentrantReadWriteLock();

    private boolean closed;
    private volatile boolean damaged;
    private volatile boolean failed;

    /**
     * Opens the store in a directory, or makes a new one.
     *
     * @throws DamagedStore if the store must be replaced by a new one
     * @throws UnreadableStore if the operating system does not let the gateway read the store: too
     *     many files are open, or the files of the store belong to another user
     * @throws NoRoom if the disk is full
     */
    static EvidenceStore open(Path directory) throws DamagedStore, NoRoom {
        if (Files.exists(directory.resolve(DAMAGED))) {
            throw new DamagedStore("a read found it damaged", null);
        }
        try {
            Files.createDirectories(directory);
            return new EvidenceStore(directory);
        } catch (RocksDBException e) {
            if (isFull(e)) {
                throw new NoRoom(e);
            }
            if (isOfSystem(e) && hasManifest(directory)) {
                throw new UnreadableStore(e);
            }
            throw new DamagedStore("it cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EvidenceStore(Path directory) throws RocksDBException {
        this.directory = directory;
        writing = new WriteOptions().setDisableWAL(true);
        reading = new ReadOptions();
        cache = new LRUCache(CACHE_BYTES);
        filter = new BloomFilter(BLOOM_BITS, false);
        var table =
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setFilterPolicy(filter);
        options =
                new Options()
                        .setCreateIfMissing(true)
                        .setTableFormatConfig(table)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION)
                        .setWriteBufferSize(BUFFER_BYTES)
                        .setMaxWriteBufferNumber(3)
                        .setMaxBackgroundJobs(2)
                        .setLevelCompactionDynamicLevelBytes(true)
                        .setMaxOpenFiles(OPEN_FILES)
                        .setKeepLogFileNum(1)
                        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            closeSettings();
            throw e;
        }
    }

    byte @Nullable [] get(byte[] key) {
        use();
        try {
            return database.get(reading, key);
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            using.readLock().unlock();
        }
    }

    /** Visits every key with this beginning, in order, with its value. */
    void scan(byte[] beginning, BiConsumer<byte[], byte[]> each) {
        scan(
                beginning,
                beginning,
                at -> {
                    each.accept(at.key(), at.value());
                    return true;
                });
    }

    /**
     * Visits the keys with this beginning, from the key {@code from}, until {@code more} is false.
     */
    void scanKeys(byte[] beginning, byte[] from, Predicate<byte[]> more) {
        scan(beginning, from, at -> more.test(at.key()));
    }

    private void scan(byte[] beginning, byte[] from, Predicate<RocksIterator> more) {
        use();
        try (var at = database.newIterator(reading)) {
            at.seek(from);
            while (at.isValid() && startsWith(at.key(), beginning) && more.test(at)) {
                at.next();
            }
            at.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            using.readLock().unlock();
        }
    }

    /**
     * @throws NoRoom if the disk is full; then nothing of the batch is stored
     * @throws DamagedStore if the store must not be used any more
     */
    void write(Batch batch) throws NoRoom, DamagedStore {
        use();
        try (var changes = new WriteBatch()) {
            for (var put : batch.puts()) {
                changes.put(put.key(), put.value());
            }
            database.write(writing, changes);
        } catch (RocksDBException e) {
            if (isFull(e)) {
                throw new NoRoom(e);
            }
            if (isDamage(e)) {
                remember();
            }
            throw new DamagedStore(String.valueOf(e.getMessage()), e);
        } finally {
            using.readLock().unlock();
        }
    }

    /** The bytes on disk. */
    long bytes() {
        try (var files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException _) {
            return 0; // a file has gone meanwhile; the next call counts again
        }
    }

    /** Waits for reads and writes that are under way, and closes the store. */
    @Override
    public void close() {
        using.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            database.close();
            closeSettings();
        } finally {
            using.writeLock().unlock();
        }
    }

    /** Closes the settings, because they use memory outside the heap. */
    private void closeSettings() {
        reading.close();
        writing.close();
        options.close();
        filter.close();
        cache.close();
    }

    private void use() {
        using.readLock().lock();
        if (closed) {
            using.readLock().unlock();
            throw new UnreadableStore(new IllegalStateException("it is closed"));
        }
    }

    /** Whether a read or a write found damage, so that the store must be replaced by a new one. */
    boolean isDamaged() {
        return damaged;
    }

    /** Whether a read failed: opening the store again will show whether it is damaged. */
    boolean hasFailed() {
        return failed;
    }

    private UnreadableStore unreadable(RocksDBException e) {
        if (isDamage(e)) {
            remember();
        }
        failed = true;
        return new UnreadableStore(e);
    }

    /** Marks the store as damaged, so that the next process puts it aside. */
    private void remember() {
        damaged = true;
        failed = true;
        try {
            Files.write(directory.resolve(DAMAGED), new byte[0]);
        } catch (IOException e) {
            LOG.warn(
                    "The store {} is damaged, and the gateway cannot mark it so ({}). Stop the gateway, and delete the store",
                    directory,
                    e.toString());
        }
    }

    private static boolean isFull(RocksDBException e) {
        var status = e.getStatus();
        return status != null && status.getSubCode() == Status.SubCode.NoSpace;
    }

    private static boolean isDamage(RocksDBException e) {
        var status = e.getStatus();
        return status != null && status.getCode() == Status.Code.Corruption;
    }

    private static boolean isOfSystem(RocksDBException e) {
        var status = e.getStatus();
        return status != null && status.getCode() == Status.Code.IOError;
    }

    /** Whether the file exists in which RocksDB lists the store's other files. */
    private static boolean hasManifest(Path directory) {
        var current = directory.resolve("CURRENT");
        try {
            return !Files.exists(current)
                    || Files.exists(directory.resolve(Files.readString(current).strip()));
        } catch (IOException _) {
            return true; // it cannot be read either
        }
    }

    private static boolean startsWith(byte[] key, byte[] beginning) {
        return key.length >= beginning.length
                && Arrays.equals(key, 0, beginning.length, beginning, 0, beginning.length);
    }
}
