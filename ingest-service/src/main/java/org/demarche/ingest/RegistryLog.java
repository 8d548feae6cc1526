package org.demarche.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.demarche.log.Violation;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.registry.UnreadableEntry;

/**
 * Writes registry entries, one after the other: each is checked against all before it, and is in
 * use here when its write returns.
 */
final class RegistryLog {

    /** A reader that follows is behind by milliseconds. */
    private static final int READ_BACK_SECONDS = 5;

    private final String topic;
    private final Appender appender;
    private final RegistryReader reader;
    private final ReentrantLock one = new ReentrantLock();

    RegistryLog(String topic, Appender appender, RegistryReader reader) {
        this.topic = topic;
        this.appender = appender;
        this.reader = reader;
    }

    /**
     * @param document as it is stored
     * @param created nothing stood under its id before
     * @param repeated the same stood there before, and nothing was written
     * @param next offset in the registry after which it is there
     */
    record Stored(byte[] document, boolean created, boolean repeated, long next) {}

    /** Makes the entry stand under its id. The same again writes nothing. */
    Stored put(RegistryEntry entry) {
        return store(entry, EntryCodec.write(entry), true);
    }

    /**
     * As {@link #put}, of an entry that stands in another registry: whatever it refers to, which
     * may come after it.
     *
     * @param document its bytes there
     */
    Stored restore(RegistryEntry entry, byte[] document) {
        return store(entry, document, false);
    }

    /** As {@link #put}, unless something stands under its id already. */
    void putIfAbsent(RegistryEntry entry) {
        one.lock();
        try {
            if (registry().entry(entry.type(), entry.id()).isEmpty()) {
                put(entry);
            }
        } finally {
            one.unlock();
        }
    }

    private Stored store(RegistryEntry entry, byte[] document, boolean checked) {
        one.lock();
        try {
            var before = registry().document(entry.type(), entry.id());
            if (before.isPresent() && Arrays.equals(before.get(), document)) {
                return new Stored(document, false, true, reader.next());
            }
            if (checked) {
                checkReferences(entry);
            }
            checkNames(entry);
            return new Stored(document, before.isEmpty(), false, write(entry, document));
        } finally {
            one.unlock();
        }
    }

    Registry registry() {
        return reader.registry();
    }

    private void checkReferences(RegistryEntry entry) {
        var violations = registry().check(entry);
        if (!violations.isEmpty()) {
            throw new Refusal(Problem.invalid(violations));
        }
    }

    private void checkNames(RegistryEntry entry) {
        registry()
                .conflict(entry)
                .ifPresent(
                        conflict -> {
                            var at = new Violation(conflict.pointer(), conflict.message());
                            throw new Refusal(Problem.taken(conflict.message(), List.of(at)));
                        });
    }

    private long write(RegistryEntry entry, byte[] document) {
        var key = EntryCodec.key(entry);
        requireReadable(key, document);
        var next = join(appender.append(new ProducerRecord<>(topic, key, document))).offset() + 1;
        try {
            reader.reached(next).orTimeout(READ_BACK_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new Refusal(
                    Problem.outcomeUnknown(
                            "The entry is written, and not yet in use here: repeat it, which is safe"));
        }
        return next;
    }

    /** What cannot be read back would keep every service from starting. */
    private static void requireReadable(byte[] key, byte[] document) {
        try {
            EntryCodec.decode(key, document);
        } catch (UnreadableEntry e) {
            throw new Refusal(
                    Problem.failed("Nothing was written, nobody could read it: " + e.getMessage()));
        }
    }

    private static RecordMetadata join(CompletableFuture<RecordMetadata> append) {
        try {
            return append.join();
        } catch (CompletionException e) {
            throw new Refusal(Refusal.problemOf(e));
        }
    }
}
