package org.demarche.ingest.log;

import static org.demarche.log.kafka.KafkaFutures.get;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.LostEnd;
import org.demarche.log.kafka.TopicReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the partitions of the log that have lost their last events: they end before an offset up to
 * which a version has folded. A new event there would take the offset of a lost one, and the
 * version would not fold it. The committed offsets of the versions' groups show how far each
 * version is, because a version commits its group's offset together with its view.
 */
public final class LostEnds {

    private static final Logger LOG = LoggerFactory.getLogger(LostEnds.class);

    private final Admin admin;
    private final KafkaConfig config;
    private final TopicReader reports;
    private final Map<Integer, LostEnd> atStart = new ConcurrentSkipListMap<>();

    public LostEnds(Admin admin, KafkaConfig config, TopicReader reports) {
        this.admin = admin;
        this.config = config;
        this.reports = reports;
    }

    /**
     * Compares the ends of the log's partitions with the offsets up to which versions have folded.
     *
     * @throws KafkaException if Kafka does not give the ends or the offsets
     */
    public void look() {
        // read the folded offsets before the ends, because the log may grow in between
        var folded = folded();
        var ends = ends(folded);
        folded.forEach(
                (place, seen) -> {
                    var end = ends.getOrDefault(place, 0L);
                    if (seen > end) {
                        var lost = new LostEnd(place.partition(), seen, end);
                        LOG.error("{}. Nothing is written there", lost);
                        atStart.put(place.partition(), lost);
                    }
                });
    }

    public boolean any() {
        return all().findAny().isPresent();
    }

    public List<String> warnings() {
        return all().map(LostEnd::toString).distinct().toList();
    }

    /**
     * @throws Refusal with 503 if the partition has lost events
     */
    public void requireWhole(int partition) {
        requireKept(partition, Long.MAX_VALUE);
    }

    /**
     * @throws Refusal with 503 if the partition has lost its events from this offset on
     */
    public void requireKept(int partition, long offset) {
        requireKept(atStart.get(partition), offset);
        requireKept(reports.lostEnd(partition).orElse(null), offset);
    }

    private static void requireKept(@Nullable LostEnd lost, long offset) {
        if (lost != null && offset >= lost.end()) {
            throw new Refusal(Problem.unavailable(lost + ": nothing was written there"));
        }
    }

    private Stream<LostEnd> all() {
        return Stream.concat(atStart.values().stream(), reports.lostEnds().stream());
    }

    /** Returns the highest committed offset of all versions, by partition of the log. */
    private Map<TopicPartition, Long> folded() {
        var topics = config.topics();
        var folded = new HashMap<TopicPartition, Long>();
        get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(config.prefix() + '.'))
                .map(group -> admin.listConsumerGroupOffsets(group))
                .map(asked -> get(asked.partitionsToOffsetAndMetadata()))
                .forEach(
                        offsets ->
                                offsets.forEach(
                                        (place, offset) -> {
                                            if (offset != null
                                                    && place.topic().equals(topics.reports())) {
                                                folded.merge(place, offset.offset(), Math::max);
                                            }
                                        }));
        return folded;
    }

    private Map<TopicPartition, Long> ends(Map<TopicPartition, Long> folded) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        folded.keySet().forEach(place -> asked.put(place, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        get(admin.listOffsets(asked).all()).forEach((place, end) -> ends.put(place, end.offset()));
        return ends;
    }
}
