package org.demarche.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.demarche.ingest.amending.AmendmentIntake;
import org.demarche.ingest.amending.AmendmentLog;
import org.demarche.ingest.amending.PresentBody;
import org.demarche.ingest.filing.ReportIntake;
import org.demarche.ingest.filing.ReportLog;
import org.demarche.ingest.lines.LineIntake;
import org.demarche.ingest.lines.OutcomeMeters;
import org.demarche.ingest.log.Appender;
import org.demarche.ingest.log.Articles;
import org.demarche.ingest.log.Cluster;
import org.demarche.ingest.log.LogEnd;
import org.demarche.ingest.log.LogFollower;
import org.demarche.ingest.log.LostEnds;
import org.demarche.ingest.log.ProducerSettings;
import org.demarche.ingest.log.RecordFault;
import org.demarche.ingest.log.RecordReader;
import org.demarche.ingest.log.ReportIndex;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.restoring.RestoreIntake;
import org.demarche.ingest.restoring.RestoreLog;
import org.demarche.ingest.restoring.RestoredEvents;
import org.demarche.ingest.seeding.Seeds;
import org.demarche.log.ServicePorts;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.kafka.TopicReader;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.rights.KafkaUser;
import org.demarche.search.RegistrySearch;

/** Makes all parts of the service, from its settings to its controllers. */
@Factory
final class IngestFactory {

    private static final InstantSource CLOCK = InstantSource.system();

    @Singleton
    KafkaConfig config(Environment environment) {
        return KafkaConfig.of(
                environment.getProperties("kafka", StringConvention.RAW),
                environment.getProperties("demarche", StringConvention.RAW));
    }

    @Context
    ServicePorts ports(
            @Property(name = "micronaut.server.port") int api,
            @Property(name = "endpoints.all.port") int operation) {
        return new ServicePorts(api, operation);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Admin admin(KafkaConfig config) {
        return Admin.create(config.adminProperties());
    }

    @Singleton
    @Bean(preDestroy = "close")
    Cluster cluster(Admin admin) {
        return new Cluster(admin);
    }

    @Singleton
    Producer<byte[], byte[]> producer(KafkaConfig config) {
        return new KafkaProducer<>(
                ProducerSettings.of(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Makes the topics before any part reads or writes them. */
    @Singleton
    ReadyTopics topics(KafkaConfig config, Admin admin) {
        return ReadyTopics.make(config, admin, KafkaUser.INGEST.rightsIn(config));
    }

    /** Makes the appender, which closes the producer at the end of the process. */
    @Singleton
    @Bean(preDestroy = "close")
    Appender appender(
            Producer<byte[], byte[]> producer,
            KafkaConfig config,
            Cluster cluster,
            MeterRegistry meters) {
        return new Appender(
                producer, topic -> config.topics().partitions(topic), cluster::answers, meters);
    }

    @Singleton
    @Bean(preDestroy = "close")
    RegistryReader registry(ReadyTopics topics) {
        return RegistryReader.start(topics.config());
    }

    @Singleton
    RegistryLog registryLog(
            KafkaConfig config,
            Appender appender,
            RegistryReader registry,
            @Value("${demarche.registry.most:" + RegistryLog.USUAL_MOST + "}") long most) {
        return new RegistryLog(config.topics().registry(), appender, registry, most);
    }

    /** Makes the search of names. The registry gets its suggestions from it. */
    @Context
    @Bean(preDestroy = "close")
    RegistrySearch search(RegistryReader registry) {
        return RegistrySearch.of(registry);
    }

    @Singleton
    ReportIndex index(MeterRegistry meters) {
        return meters.gauge("demarche.reports.known", new ReportIndex(), ReportIndex::size);
    }

    @Singleton
    @Bean(preDestroy = "close")
    TopicReader reports(
            ReadyTopics topics, ReportIndex index, Articles articles, RestoredEvents restored) {
        var config = topics.config();
        var follower = new LogFollower(index, articles, config.partitions());
        return TopicReader.startWhole(
                config.clientProperties(),
                config.topics().reports(),
                record -> {
                    restored.handle(record);
                    follower.handle(record);
                });
    }

    @Singleton
    Articles articles() {
        return new Articles();
    }

    @Singleton
    RestoredEvents restoredEvents() {
        return new RestoredEvents();
    }

    @Singleton
    RestoreLog restoreLog(
            KafkaConfig config,
            Appender appender,
            ReportIndex index,
            RestoredEvents restored,
            Admin admin,
            TopicReader reports,
            LostEnds lostEnds) {
        var topic = config.topics().reports();
        return new RestoreLog(
                topic,
                config.partitions(),
                appender,
                index,
                restored,
                new LogEnd(topic, admin, reports),
                lostEnds);
    }

    @Singleton
    LostEnds lostEnds(Admin admin, KafkaConfig config, TopicReader reports) {
        return new LostEnds(admin, config, reports);
    }

    @Singleton
    RestoreIntake restoreIntake(RegistryLog registryLog, RestoreLog restoreLog) {
        return new RestoreIntake(registryLog, restoreLog, CLOCK);
    }

    @Singleton
    @Bean(preDestroy = "close")
    RecordReader records(KafkaConfig config) {
        return new RecordReader(config);
    }

    @Singleton
    ReportLog reportLog(
            KafkaConfig config,
            RecordReader records,
            Appender appender,
            LostEnds lostEnds,
            ReportIndex index,
            Articles articles) {
        return new ReportLog(
                config.topics().reports(),
                config.partitions(),
                appender,
                lostEnds::requireKept,
                new RecordFault(records)::of,
                index,
                articles,
                CLOCK);
    }

    @Singleton
    ReportIntake intake(RegistryLog registryLog, ReportLog reportLog) {
        return new ReportIntake(registryLog, reportLog, CLOCK);
    }

    @Singleton
    AmendmentLog amendmentLog(
            KafkaConfig config,
            ReportLog reportLog,
            Appender appender,
            ReportIndex index,
            Admin admin,
            TopicReader reports) {
        var topic = config.topics().reports();
        var logEnd = new LogEnd(topic, admin, reports);
        return new AmendmentLog(topic, reportLog, appender, index, logEnd, CLOCK);
    }

    @Singleton
    AmendmentIntake amendmentIntake(
            RegistryLog registryLog,
            AmendmentLog amendmentLog,
            ReportLog reportLog,
            RecordReader records) {
        return new AmendmentIntake(
                registryLog, amendmentLog, new PresentBody(reportLog, records), CLOCK);
    }

    @Singleton
    LineIntake lineIntake(ReportIntake intake, AmendmentIntake amendments, OutcomeMeters tally) {
        return new LineIntake(intake, amendments, tally);
    }

    @Singleton
    Seeds seeds(
            @Property(name = "demarche.seeds", defaultValue = "") String folder,
            RegistryLog registryLog,
            ReportIntake intake,
            RestoredEvents restored) {
        return new Seeds(folder.isBlank() ? null : Path.of(folder), registryLog, intake, restored);
    }

    @Context
    @Bean(preDestroy = "close")
    Startup startup(
            Cluster cluster,
            RegistryReader registry,
            TopicReader reports,
            LostEnds lostEnds,
            Seeds seeds) {
        return new Startup(cluster, registry, reports, lostEnds, seeds);
    }

    @Singleton
    BodyReader bodies(NettyHttpServerConfiguration http) {
        return new BodyReader(http.getIdleTimeout());
    }

    @Singleton
    OutcomeMeters tally(MeterRegistry meters) {
        return new OutcomeMeters(meters);
    }
}
