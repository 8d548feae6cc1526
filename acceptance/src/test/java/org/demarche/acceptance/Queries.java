package org.demarche.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The queries of the alerts and of the dashboard, and the meters in them. */
final class Queries {

    private static final Pattern METER =
            Pattern.compile("\\b((?:demarche|http|jvm)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=");

    private Queries() {}

    static List<JsonNode> alerts() {
        var rules = Manifests.of(Manifests.DEPLOY.resolve("prometheus/rules.yml")).documents();
        return rules.getFirst().at("/groups/0/rules").valueStream().toList();
    }

    /** The labels that are asked for, by meter. Prometheus itself adds the job and the instance. */
    static Map<String, Set<String>> meters() throws IOException {
        var meters = new TreeMap<String, Set<String>>();
        queries()
                .flatMap(query -> METER.matcher(query).results())
                .forEach(
                        found -> {
                            var labels =
                                    meters.computeIfAbsent(found.group(1), _ -> new TreeSet<>());
                            if (found.group(2) != null) {
                                LABEL.matcher(found.group(2))
                                        .results()
                                        .map(label -> label.group(1))
                                        .filter(label -> !label.equals("job"))
                                        .forEach(labels::add);
                            }
                        });
        return meters;
    }

    private static Stream<String> queries() throws IOException {
        var dashboard =
                Api.parse(Files.readString(Manifests.DEPLOY.resolve("grafana/demarche.json")));
        return Stream.concat(
                alerts().stream().map(alert -> alert.path("expr").asText()),
                dashboard.findValuesAsText("expr").stream());
    }
}
