package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The documents of the YAML files below a folder, with what they inherit from each other. */
record Manifests(List<JsonNode> documents) {

    static final Path DEPLOY = Demarche.HOME.resolve("deploy");
    static final Path KUBERNETES = DEPLOY.resolve("kubernetes");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The services and the Kafka cluster. */
    static Manifests ofKubernetes() throws IOException {
        try (var files = Files.walk(KUBERNETES)) {
            var documents =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .sorted()
                            .flatMap(Manifests::read)
                            .toList();
            return new Manifests(documents);
        }
    }

    static Manifests of(Path file) {
        return new Manifests(read(file).toList());
    }

    List<JsonNode> ofKind(String kind) {
        return documents.stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
    }

    /** The one that has this name. */
    JsonNode named(String kind, String name) {
        return ofKind(kind).stream()
                .filter(one -> nameOf(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no %s %s".formatted(kind, name)));
    }

    /** The settings of all services. */
    Map<String, String> common() {
        var common = new TreeMap<String, String>();
        for (var kustomization : ofKind("Kustomization")) {
            for (var literal : kustomization.at("/configMapGenerator/0/literals")) {
                var parts = literal.asText().split("=", 2);
                common.put(parts[0], parts[1]);
            }
        }
        return common;
    }

    static String nameOf(JsonNode document) {
        return document.at("/metadata/name").asText();
    }

    static JsonNode podOf(JsonNode deployment) {
        return deployment.at("/spec/template/spec");
    }

    static Stream<JsonNode> containersOf(JsonNode deployment) {
        return StreamSupport.stream(podOf(deployment).path("containers").spliterator(), false);
    }

    private static Stream<JsonNode> read(Path file) {
        try {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            var read = yaml.loadAll(Files.readString(file));
            return StreamSupport.stream(read.spliterator(), false).map(MAPPER::valueToTree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
