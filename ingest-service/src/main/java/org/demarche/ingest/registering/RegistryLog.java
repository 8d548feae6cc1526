package org.demarche.ingest.registering;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.request.Sender;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryHistory;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryEntry;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.registry.UnreadableEntry;
import org.jspecify.annotations.Nullable;

/**
 * Writes registry entries one after another. Each entry is checked against all previous ones, and
 * this process uses it when the write returns.
 */
public final class RegistryLog {

    /**
     * The most names, unless a setting gives another number. Each name takes about 420 bytes, so
     * this many fit into the memory that {@code demarche up} gives.
     */
    public static final int USUAL_MOST = 750_000;

    private final String topic;
    private final Appender appender;
    private final RegistryReader reader;
    private final EntryChecks checks;
    private final ReentrantLock one = new ReentrantLock();

    /**
     * The last write. Its outcome may still be unknown after its answer. The lock guards this
     * field.
     */
    private Write last = Write.of("", new byte[0], CompletableFuture.completedFuture(0L));

    /**
     * @param most the most names that the registry may have, because every service keeps all of
     *     them in memory
     */
    public RegistryLog(String topic, Appender appender, RegistryReader reader, long most) {
        this.topic = topic;
        this.appender = appender;
        this.reader = reader;
        checks = new EntryChecks(reader.registry(), most);
    }

    /**
     * @param document the entry as it is stored
     * @param before the previous entry with this id; null if there was none
     * @param repeated whether the registry had the same entry already, so that nothing was written
     * @param next the next offset of the registry's topic for a reader that has read the entry
     */
    public record Stored(byte[] document, byte @Nullable [] before, boolean repeated, long next) {}

    /**
     * @param next the offset after the entry; completes when this process has read the entry back
     * @param answer completes like {@code next}, but fails with 504 if that takes too long
     */
    private record Write(
            String key,
            byte[] document,
            CompletableFuture<Long> next,
            CompletableFuture<Long> answer) {

        static Write of(String key, byte[] document, CompletableFuture<Long> next) {
            return new Write(key, document, next, Appender.inTime(next));
        }

        boolean isOf(RegistryEntry entry, byte[] other) {
            return key.equals(entry.key().toString()) && Arrays.equals(document, other);
        }
    }

    /** Writes the entry, unless the registry has exactly the same one. */
    public Stored put(RegistryEntry entry) {
        return put(entry, Precondition.ANYTHING);
    }

    /**
     * @throws Refusal with 412 if the present entry is not the one that is expected
     */
    public Stored put(RegistryEntry entry, Precondition expected) {
        return store(entry, EntryCodec.write(entry), expected, true, null);
    }

    /**
     * Like {@link #put}, for an entry from another registry. Its references may come later, and
     * other names may look like its names, because an earlier release accepted both.
     *
     * @param document the bytes of the entry in the other registry
     * @param past the header that the entry's record had there; null if it is unknown
     */
    public Stored restore(RegistryEntry entry, byte[] document, byte @Nullable [] past) {
        return store(entry, document, Precondition.ANYTHING, false, past);
    }

    /** Like {@link #put}, but keeps an entry that has this id already. */
    public void putIfAbsent(RegistryEntry entry) {
        lock();
        try {
            awaitLast(entry, EntryCodec.write(entry));
            if (registry().entry(entry.type(), entry.id()).isEmpty()) {
                put(entry);
            }
        } finally {
            one.unlock();
        }
    }

    /**
     * Puts the entry for an unknown name.
     *
     * @return false if another request has put the entry in the meantime
     * @throws Refusal with 409 if another entry has got the id in the meantime
     */
    public boolean register(RegistryEntry entry) {
        lock();
        try {
            awaitLast(entry, EntryCodec.write(entry));
            var there = registry().entry(entry.type(), entry.id());
            if (there.isEmpty()) {
                put(entry);
                return true;
            }
            if (registry().idOf(entry.type(), entry.name()).equals(Optional.of(entry.id()))) {
                return false;
            }
            throw new Refusal(
                    Problem.of(
                            ProblemKind.TAKEN,
                            "The id %s of '%s' belongs to the %s '%s': PUT it under another id"
                                    .formatted(
                                            entry.id(),
                                            entry.name(),
                                            entry.type().label(),
                                            there.get().name())));
        } finally {
            one.unlock();
        }
    }

    private Stored store(
            RegistryEntry entry,
            byte[] document,
            Precondition expected,
            boolean isNew,
            byte @Nullable [] past) {
        lock();
        try {
            awaitLast(entry, document);
            var before = registry().document(entry.type(), entry.id()).orElse(null);
            // after an unreadable record of this entry, even the same content is a change
            var isRepeated = Arrays.equals(before, document) && !reader.isUnreadable(entry.key());
            // a repeat is accepted with any If-Match, because the client may have lost the answer
            // to its first attempt
            if (!isRepeated || expected.noneMatch() != null) {
                expected.require(entry.key(), before);
            }
            if (isRepeated) {
                return new Stored(document, before, true, reader.next());
            }
            checks.require(entry, isNew);
            var header = past == null ? past(entry, isNew) : past;
            return new Stored(document, before, false, write(entry, document, header));
        } finally {
            one.unlock();
        }
    }

    /**
     * Returns the header with the author and the earlier revisions of this entry; null if unknown.
     */
    private byte @Nullable [] past(RegistryEntry entry, boolean isNew) {
        var author = isNew ? Sender.now().name() : null;
        return registry()
                .history(entry.type(), entry.id())
                .map(history -> history.replaced(author))
                .orElseGet(() -> isNew ? EntryHistory.beginning(author) : null);
    }

    public Registry registry() {
        return reader.registry();
    }

    private long write(RegistryEntry entry, byte[] document, byte @Nullable [] past) {
        var key = EntryCodec.key(entry);
        requireReadable(key, document);
        var record = new ProducerRecord<>(topic, key, document);
        if (past != null) {
            record.headers().add(EntryHistory.HEADER, past);
        }
        var next = appender.append(record).thenCompose(this::readBack);
        last = Write.of(entry.key().toString(), document, next);
        try {
            return last.answer.join();
        } catch (CompletionException e) {
            throw new Refusal(Refusal.problemOf(e));
        }
    }

    private CompletableFuture<Long> readBack(RecordMetadata written) {
        var next = written.offset() + 1;
        return reader.reached(next)
                .thenApply(_ -> next)
                .exceptionally(
                        _ -> {
                            throw new Refusal(
                                    Problem.outcomeUnknown(
                                            "The entry is written, but this service no longer reads the registry: see the service's log, and send the entry again, which is safe"));
                        });
    }

    private void lock() {
        try {
            if (one.tryLock(Appender.TO_ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(behind());
    }

    /**
     * Waits until the last write has its outcome, because the entry must be checked against all
     * previous ones.
     */
    private void awaitLast(RegistryEntry entry, byte[] document) {
        var isSame = last.isOf(entry, document);
        try {
            var _ = (isSame ? Appender.inTime(last.next) : last.answer).join();
        } catch (CompletionException e) {
            // the last write may fail; this entry waits only until it has ended
            if (!last.next.isDone()) {
                throw new Refusal(isSame ? Refusal.problemOf(e) : behind());
            }
        }
    }

    private static Problem behind() {
        return Problem.unavailable(
                "Another entry is still being written to the registry: nothing was written, try again");
    }

    /** Refuses an entry that could not be read back, because it would change nothing. */
    private static void requireReadable(byte[] key, byte[] document) {
        try {
            EntryCodec.decode(key, document);
        } catch (UnreadableEntry e) {
            throw new Refusal(
                    Problem.failed(
                            "Nothing was written, because no service could read it: "
                                    + e.getMessage()));
        }
    }
}
