package org.demarche.log.kafka;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a topic that this release cannot read. All services treat an unreadable record in
 * the same way: the record changes nothing, or has the one effect that its reader names. It is
 * logged once and counted, and it does not prevent a service from starting.
 */
public final class UnreadableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    /**
     * The most records that {@link #warnings} describes. The service writes all of them to its own
     * log.
     */
    private static final int MOST_TOLD = 3;

    private final String effect;
    private final ConcurrentSkipListMap<String, String> sentences = new ConcurrentSkipListMap<>();

    public UnreadableRecords() {
        this("changes nothing");
    }

    /**
     * @param effect the effect of an unreadable record, as the end of a sentence
     */
    public UnreadableRecords(String effect) {
        this.effect = effect;
    }

    /**
     * @param key the key under which a later record may repair this one
     */
    public void add(String key, ConsumerRecord<?, ?> record, Exception why) {
        var sentence =
                "The record at offset %d of %s, partition %d, cannot be read and %s: %s"
                        .formatted(
                                record.offset(),
                                record.topic(),
                                record.partition(),
                                effect,
                                why.getMessage());
        sentences.put(key, sentence);
        LOG.error("{}", sentence);
    }

    /**
     * Forgets the unreadable record with this key, because a later record can be read or removes
     * the key.
     */
    public void repaired(String key) {
        sentences.remove(key);
    }

    public boolean has(String key) {
        return sentences.containsKey(key);
    }

    /** Returns a sentence for each of the first few records, and one that counts the others. */
    public List<String> warnings() {
        var all = List.copyOf(sentences.values());
        var told = all.stream().limit(MOST_TOLD).collect(toCollection(ArrayList::new));
        if (all.size() > MOST_TOLD) {
            told.add("%d more records cannot be read".formatted(all.size() - MOST_TOLD));
        }
        return List.copyOf(told);
    }
}
