package org.demarche.position.version;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.demarche.log.VersionId;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.Version;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.Topics;
import org.demarche.position.kafka.BrokerRequests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the groups and topics of versions that no longer have a view. Every process does this,
 * and any process may be first. Topics that others manage are not deleted. A version is done only
 * if a look finds neither its topic nor its group, because a process that is slow to stop may
 * create one of them again.
 */
final class EndedVersions {

    private static final Logger LOG = LoggerFactory.getLogger(EndedVersions.class);

    /** After this many looks, the service leaves the rest to its next start. */
    private static final int MOST_LOOKS = 20;

    private final Admin admin;
    private final Topics topics;
    private final boolean topicsAreOurs;
    private final Set<VersionId> done = new HashSet<>();
    private final Map<VersionId, Integer> looks = new HashMap<>();

    EndedVersions(Admin admin, KafkaConfig config) {
        this.admin = admin;
        topics = config.topics();
        topicsAreOurs = config.makesTopics();
    }

    /** Whether an ended version may have left something in Kafka. */
    boolean areIn(Catalog catalog) {
        return in(catalog).findAny().isPresent();
    }

    /**
     * Deletes the groups and topics of ended versions. If Kafka refuses, the next look tries again.
     */
    void clear(Catalog catalog) {
        try {
            var views = topicsAreOurs ? get(admin.listTopics().names()) : Set.<String>of();
            var groups =
                    get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                            .map(GroupListing::groupId)
                            .collect(Collectors.toSet());
            for (var version : in(catalog).toList()) {
                clear(version, views, groups);
            }
        } catch (KafkaException e) {
            LOG.warn(
                    "The topics of cancelled and retired versions could not be deleted: {}",
                    e.toString());
        }
    }

    private void clear(VersionId version, Collection<String> views, Collection<String> groups) {
        var view = topics.view(version);
        var group = topics.group(version);
        if (!views.contains(view) && !groups.contains(group)) {
            done.add(version);
        } else if (looks.merge(version, 1, Integer::sum) > MOST_LOOKS) {
            LOG.warn(
                    "{}: the topic {} or the group {} could not be deleted; the next start tries again",
                    version,
                    view,
                    group);
            done.add(version);
        }
        if (views.contains(view)) {
            delete(view, admin.deleteTopics(List.of(view)).all());
        }
        if (groups.contains(group)) {
            delete("group " + group, admin.deleteConsumerGroups(List.of(group)).all());
        }
    }

    private static void delete(String what, KafkaFuture<Void> deleted) {
        try {
            var _ = get(deleted);
            LOG.info("{} is deleted", what);
        } catch (UnknownTopicOrPartitionException | GroupIdNotFoundException _) {
            // another process was faster
        } catch (KafkaException e) {
            LOG.info("{} is not deleted yet: {}", what, e.getMessage());
        }
    }

    private Stream<VersionId> in(Catalog catalog) {
        return catalog.versions()
                .filter(version -> !version.hasView())
                .map(Version::id)
                .filter(version -> !done.contains(version));
    }

    private static <T> T get(KafkaFuture<T> future) {
        return BrokerRequests.await(future.toCompletionStage().toCompletableFuture());
    }
}
