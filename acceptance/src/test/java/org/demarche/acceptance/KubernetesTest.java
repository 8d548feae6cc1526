package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the manifests with the needs of the services and with the schemas of Kubernetes. */
class KubernetesTest {

    private interface Schema {

        void check(JsonElement document) throws IOException;
    }

    private static final Map<String, Schema> SCHEMAS =
            Map.of(
                    "Deployment", V1Deployment::validateJsonElement,
                    "Namespace", V1Namespace::validateJsonElement,
                    "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
                    "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
                    "Service", V1Service::validateJsonElement);

    private static final Set<String> SERVICES =
            Set.of("api-gateway", "ingest-service", "position-service");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Manifests manifests = Manifests.ofKubernetes();

    KubernetesTest() throws IOException {}

    @Test
    void every_manifest_is_one_that_kubernetes_takes() throws IOException {
        var checked = new TreeSet<String>();
        for (var document : manifests.documents()) {
            var schema = SCHEMAS.get(document.path("kind").asText());
            if (schema != null) {
                schema.check(JsonParser.parseString(document.toString()));
                checked.add(document.path("kind").asText());
            }
        }
        assertThat(checked).containsExactlyInAnyOrderElementsOf(SCHEMAS.keySet());
    }

    @Test
    void a_field_that_kubernetes_does_not_know_is_found() {
        var misspelt =
                manifests
                        .named("Deployment", "api-gateway")
                        .toString()
                        .replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");

        assertThatThrownBy(() -> V1Deployment.validateJsonElement(JsonParser.parseString(misspelt)))
                .hasMessageContaining("readOnlyRootFileSystem");
    }

    @Test
    void every_file_is_named_by_a_kustomization_and_every_image_is_made() throws IOException {
        for (var folder : Set.of(Manifests.KUBERNETES, Manifests.KUBERNETES.resolve("kafka"))) {
            var kustomization = Manifests.of(folder.resolve("kustomization.yaml")).documents();
            try (var files = Files.list(folder)) {
                assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName()))
                        .extracting(Object::toString)
                        .filteredOn(name -> !name.equals("kustomization.yaml"))
                        .containsExactlyInAnyOrderElementsOf(
                                texts(kustomization.getFirst().path("resources")));
            }
        }
        var images = new TreeSet<String>();
        manifests.ofKind("Kustomization").stream()
                .flatMap(one -> one.path("images").valueStream())
                .forEach(image -> images.add(image.path("name").asText()));
        var used = new TreeSet<String>();
        manifests.ofKind("Deployment").stream()
                .flatMap(Manifests::containersOf)
                .forEach(container -> used.add(container.path("image").asText()));
        var dockerfile = Files.readString(Demarche.HOME.resolve("Dockerfile"));
        assertThat(images).isEqualTo(used).isEqualTo(new TreeSet<>(SERVICES));
        assertThat(images).allMatch(image -> dockerfile.contains(" AS " + image + "\n"));
    }

    @Test
    void every_setting_is_one_that_a_service_knows() {
        for (var deployment : manifests.ofKind("Deployment")) {
            var environment = new TreeMap<>(manifests.common());
            Manifests.containersOf(deployment)
                    .flatMap(container -> container.path("env").valueStream())
                    .forEach(
                            one ->
                                    environment.put(
                                            one.path("name").asText(),
                                            one.path("value").asText("of a secret")));

            new Settings(environment).requireKnown();
        }
    }

    @Test
    void ports_are_those_on_which_the_services_listen() throws IOException {
        for (var deployment : manifests.ofKind("Deployment")) {
            var name = Manifests.nameOf(deployment);
            var ports = new TreeMap<String, Integer>();
            Manifests.containersOf(deployment)
                    .flatMap(container -> container.path("ports").valueStream())
                    .forEach(
                            port ->
                                    ports.put(
                                            port.path("name").asText(),
                                            port.path("containerPort").asInt()));

            assertThat(ports).as(name).isEqualTo(listened(name));
            var policy = manifests.named("NetworkPolicy", name);
            assertThat(policy.at("/spec/ingress").findValues("port"))
                    .extracting(JsonNode::asInt)
                    .containsExactlyInAnyOrderElementsOf(ports.values());
        }
        for (var service : manifests.ofKind("Service")) {
            var api = listened(Manifests.nameOf(service)).get("api");
            assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(api);
            assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("api");
        }
        var ofIngest = listened("ingest-service").get("api");
        var outwards = manifests.named("NetworkPolicy", "api-gateway").at("/spec/egress/0/ports/0");
        assertThat(outwards.path("port").asInt()).isEqualTo(ofIngest);
        assertThat(Files.readString(Demarche.HOME.resolve("Dockerfile")))
                .contains("DEMARCHE_INGEST_URL=http://ingest-service:" + ofIngest);
    }

    @Test
    void every_probe_asks_the_port_for_operation() {
        for (var deployment : manifests.ofKind("Deployment")) {
            for (var container : Manifests.containersOf(deployment).toList()) {
                assertThat(container.findValues("httpGet")).hasSize(3);
                assertThat(container.findValues("httpGet"))
                        .allMatch(probe -> probe.path("port").asText().equals("operation"));
            }
        }
    }

    @Test
    void no_container_may_more_than_it_needs() {
        for (var deployment : manifests.ofKind("Deployment")) {
            var pod = Manifests.podOf(deployment);
            var name = Manifests.nameOf(deployment);
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).as(name).isFalse();
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).as(name).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isEqualTo(10001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.path("initContainers").isMissingNode()).as(name).isTrue();
            for (var container : Manifests.containersOf(deployment).toList()) {
                var may = container.path("securityContext");
                assertThat(may.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(may.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(texts(may.at("/capabilities/drop"))).containsExactly("ALL");
                assertThat(may.at("/capabilities/add").isMissingNode()).isTrue();
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            }
        }
    }

    @Test
    void every_service_has_a_budget_and_a_policy_that_finds_its_pods() {
        for (var service : SERVICES) {
            var labels =
                    manifests.named("Deployment", service).at("/spec/template/metadata/labels");
            var own = labels.path("app.kubernetes.io/name");
            assertThat(own.asText()).isEqualTo(service);
            var budget = manifests.named("PodDisruptionBudget", service);
            assertThat(budget.at("/spec/selector/matchLabels/app.kubernetes.io~1name"))
                    .isEqualTo(own);
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
            var policy = manifests.named("NetworkPolicy", service);
            assertThat(policy.at("/spec/podSelector/matchLabels/app.kubernetes.io~1name"))
                    .isEqualTo(own);
            var all = manifests.named("NetworkPolicy", "services");
            assertThat(all.at("/spec/podSelector/matchLabels/app.kubernetes.io~1part-of"))
                    .isEqualTo(labels.path("app.kubernetes.io/part-of"));
        }
    }

    /** The ports of a service, from its own settings. */
    private static Map<String, Integer> listened(String service) throws IOException {
        var file =
                Demarche.HOME.resolve(service).resolve("src/main/resources/application.properties");
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        var api = number(properties.getProperty("micronaut.server.port"));
        var operation = properties.getProperty("endpoints.all.port");
        return operation == null
                ? Map.of("operation", api)
                : Map.of("api", api, "operation", number(operation));
    }

    private static int number(String text) {
        var found = NUMBER.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return Integer.parseInt(found.group());
    }

    private static Iterable<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
