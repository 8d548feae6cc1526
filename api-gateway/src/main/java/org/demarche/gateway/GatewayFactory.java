package org.demarche.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.demarche.gateway.access.Access;
import org.demarche.gateway.access.Issuer;
import org.demarche.gateway.access.IssuerSettings;
import org.demarche.gateway.entrance.Frames;
import org.demarche.gateway.entrance.Hosts;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.gateway.entrance.ServerCertificate;
import org.demarche.gateway.entrance.Sites;
import org.demarche.gateway.entrance.Tls;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.evidence.LogEnds;
import org.demarche.gateway.export.LogExports;
import org.demarche.gateway.export.ReportRows;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.projection.AutomaticDecisions;
import org.demarche.gateway.projection.VersionMeters;
import org.demarche.gateway.projection.VersionWatch;
import org.demarche.gateway.projection.ViewSizes;
import org.demarche.gateway.tokens.TokenLog;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.write.Admission;
import org.demarche.gateway.write.Forwarder;
import org.demarche.log.ServicePorts;
import org.demarche.log.access.AccessTokens;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.kafka.KafkaConfig;
import org.demarche.log.kafka.ReadyTopics;
import org.demarche.log.registry.RegistryReader;
import org.demarche.log.rights.KafkaUser;
import org.demarche.search.RegistrySearch;
import org.jspecify.annotations.Nullable;

/** Makes all parts of the gateway. */
@Factory
final class GatewayFactory {

    /**
     * The bytes of the disk that the evidence leaves free: the broker may keep its log on the same
     * disk.
     */
    private static final String LEFT_TO_OTHERS = "67108864";

    @Context
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

    @Bean(preDestroy = "close")
    @Singleton
    Admin admin(KafkaConfig config) {
        return Admin.create(config.adminProperties());
    }

    @Context
    Access access(
            @Value("${demarche.auth:}") String auth,
            @Value("${demarche.auth.read:}") String read,
            @Value("${demarche.auth.admin:}") String admin,
            @Property(name = "micronaut.server.host") String host) {
        return Access.of(auth, read, admin, host);
    }

    @Context
    @Requires(property = "demarche.auth", value = "oidc")
    Issuer issuer(
            @Value("${demarche.auth.issuer:}") String issuer,
            @Value("${demarche.auth.audience:}") String audience,
            @Value("${demarche.auth.roles:}") String roles,
            @Value("${demarche.auth.name:}") String name) {
        return new Issuer(IssuerSettings.of(issuer, audience, roles, name));
    }

    /** Makes the topics before any part reads them. */
    @Singleton
    ReadyTopics topics(KafkaConfig config, Admin admin, Access access) {
        var rights = KafkaUser.GATEWAY.rightsIn(config);
        return access.isOn()
                ? ReadyTopics.make(config, admin, rights, config.topics().tokens())
                : ReadyTopics.make(config, admin, rights);
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = "demarche.auth", pattern = Access.ON)
    AccessTokens tokens(ReadyTopics topics, Admin admin) {
        var place = new TopicPartition(topics.config().topics().tokens().name(), 0);
        return AccessTokens.start(
                topics.config(),
                () ->
                        admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                                .partitionResult(place)
                                .toCompletionStage()
                                .thenApply(ListOffsetsResultInfo::offset));
    }

    @Bean(preDestroy = "close")
    @Singleton
    @Requires(property = "demarche.auth", pattern = Access.ON)
    TokenLog tokenLog(ReadyTopics topics, AccessTokens tokens) {
        return new TokenLog(topics.config(), tokens);
    }

    @Singleton
    LogEnds ends(Admin admin, KafkaConfig config) {
        return new LogEnds(admin, config);
    }

    @Singleton
    LogExports exports(
            ReadyTopics topics, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        return new LogExports(topics.config(), blocking);
    }

    @Singleton
    ReportRows reportRows(
            Evidence evidence,
            SubjectFolds folds,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        return new ReportRows(evidence, folds, blocking);
    }

    @Bean(preDestroy = "close")
    @Singleton
    RegistryReader registry(ReadyTopics topics) {
        return RegistryReader.start(topics.config());
    }

    /** Makes the search of names. The registry gets its suggestions from it. */
    @Bean(preDestroy = "close")
    @Context
    RegistrySearch search(RegistryReader reader) {
        return RegistrySearch.of(reader);
    }

    @Bean(preDestroy = "close")
    @Singleton
    CatalogReader catalog(ReadyTopics topics) {
        return CatalogReader.start(topics.config());
    }

    @Bean(preDestroy = "close")
    @Singleton
    Evidence evidence(
            ReadyTopics topics,
            Admin admin,
            @Nullable @Value("${demarche.evidence.directory}") Path directory,
            @Value("${demarche.evidence.reserve:" + LEFT_TO_OTHERS + "}") long reserve) {
        return Evidence.start(topics.config(), admin, directory, () -> reserve);
    }

    @Bean(preDestroy = "close")
    @Singleton
    VersionCopies copies(
            ReadyTopics topics, Admin admin, CatalogReader catalog, Evidence evidence) {
        return VersionCopies.start(topics.config(), admin, catalog, evidence);
    }

    @Bean(preDestroy = "close")
    @Singleton
    ControlWriter control(ReadyTopics topics, CatalogReader catalog) {
        return new ControlWriter(topics.config(), catalog);
    }

    @Bean(preDestroy = "close")
    @Singleton
    VersionWatch watch(
            KafkaConfig config, CatalogReader catalog, VersionCopies copies, LogEnds ends) {
        return VersionWatch.start(config.partitions(), catalog, copies, ends);
    }

    @Bean(preDestroy = "close")
    @Context
    AutomaticDecisions automaticDecisions(
            CatalogReader catalog, VersionWatch watch, ControlWriter control) {
        return AutomaticDecisions.start(catalog, watch, control);
    }

    @Context
    VersionMeters versionMeters(
            MeterRegistry meters, CatalogReader catalog, VersionWatch watch, ViewSizes sizes) {
        return new VersionMeters(meters, catalog, watch, sizes);
    }

    @Singleton
    ViewSizes sizes(KafkaConfig config, Admin admin) {
        return new ViewSizes(config, admin);
    }

    @Singleton
    SubjectFolds folds(RegistryReader registry, Evidence evidence) {
        return new SubjectFolds(registry.registry(), evidence);
    }

    @Context
    Hosts hosts(@Value("${demarche.hosts:}") String named) {
        return Hosts.of(named);
    }

    @Context
    Sites sites(@Value("${demarche.cors:}") String readers) {
        return Sites.of(readers);
    }

    @Context
    Frames frames(@Value("${demarche.embed:}") String sites) {
        return Frames.of(sites);
    }

    @Context
    Tls tls(
            @Value("${demarche.tls.cert:}") String certificate,
            @Value("${demarche.tls.key:}") String key) {
        return new Tls(certificate, key);
    }

    @Bean(preDestroy = "close")
    @Context
    @Named(ServerCertificate.NAME)
    @Requires(property = "demarche.tls.cert", pattern = Tls.SET)
    ServerCertificate certificate(Tls tls) {
        return ServerCertificate.follow(tls, ServerCertificate.PAUSE);
    }

    @Context
    Proxies proxies(@Value("${demarche.proxies:}") String trusted) {
        return Proxies.of(trusted);
    }

    @Readiness
    @Context
    ReadyIndicator readiness(
            ReadyTopics topics,
            VersionCopies copies,
            VersionWatch watch,
            CatalogReader catalog,
            RegistryReader registry,
            @Nullable AccessTokens tokens,
            @Nullable ServerCertificate certificate,
            LogEnds ends,
            Evidence evidence) {
        return new ReadyIndicator(
                topics, copies, watch, catalog, registry, tokens, certificate, ends, evidence);
    }

    @Bean(preDestroy = "close")
    @Context
    GatewayMeters meters(
            MeterRegistry meters,
            KafkaConfig config,
            VersionCopies copies,
            LogEnds ends,
            Evidence evidence,
            ReadyIndicator readiness) {
        return new GatewayMeters(meters, config.partitions(), copies, ends, evidence, readiness);
    }

    @Context
    Forwarder forwarder(
            @Client("ingest") RawHttpClient client,
            @Property(name = "micronaut.http.services.ingest.url") URI url,
            @Property(name = "demarche.writes.most", defaultValue = Admission.USUAL_MOST) int most,
            MeterRegistry meters) {
        return new Forwarder(client, url, new Admission(most, meters));
    }
}
