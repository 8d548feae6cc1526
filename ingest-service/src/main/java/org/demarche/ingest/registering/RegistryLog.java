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
 * Writes registry entries one after the other. Each is checked against all before it, and is in use
 * in this process when its write returns.
 */
public final class RegistryLog {

    /**
     * Each name takes some 420 bytes, so these fit into the memory that {@code demarche up} gives.
     */
    public static final int USUAL_MOST = 750_000;

    private final String topic;
    private final Appender appender;
    private final RegistryReader reader;
    private final EntryChecks checks;
    private final ReentrantLock one = new ReentrantLock();

    /** The last write, whose outcome may be open after its answer. The lock guards it. */
    private Write last = Write.of("", new byte[0], CompletableFuture.completedFuture(0L));

    /**
     * @param most names that there may be, as every service has them all in memory
     */
    public RegistryLog(String topic, Appender appender, RegistryReader reader, long most) {
        this.topic = topic;
        this.appender = appender;
        this.reader = reader;
        checks = new EntryChecks(reader.registry(), most);
    }

    /**
     * @param document as it is stored
     * @param before what stood under its id; null: nothing
     * @param repeated the same stood there before, and nothing was written
     * @param next offset in the registry after which it is there
     */
    public record Stored(byte[] document, byte @Nullable [] before, boolean repeated, long next) {}

    /**
     * @param next offset after the entry, when this process has read it back
     * @param answer the same, or 504 once it takes too long
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
     * @throws Refusal with 412 if something else stands there than is expected
     */
    public Stored put(RegistryEntry entry, Precondition expected) {
        return store(entry, EntryCodec.write(entry), expected, true, null);
    }

    /**
     * Like {@link #put}, for an entry from another registry. Its references may come later, and
     * another name may look like its own, because an earlier release accepted both.
     *
     * @param document its bytes there
     * @param past the header that its record had there; null if nobody knows
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
     * @return false where another request has put it meanwhile
     * @throws Refusal with 409 if another thing has its id meanwhile
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
            // after an unreadable record even the same entry is a change
            var isRepeated = Arrays.equals(before, document) && !reader.isUnreadable(entry.key());
            // whatever If-Match says, because the answer to the first attempt may have been lost
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

    /** The header with the author and the earlier revisions of this entry; null if unknown. */
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
                                            "The entry is written, but this service no longer reads the registry: see its log, and send it again, which is safe"));
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

    /** The entry is checked against all before it, so the last write must have its outcome. */
    private void awaitLast(RegistryEntry entry, byte[] document) {
        var isSame = last.isOf(entry, document);
        try {
            var _ = (isSame ? Appender.inTime(last.next) : last.answer).join();
        } catch (CompletionException e) {
            // once the earlier write has an outcome, this entry is the next
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
