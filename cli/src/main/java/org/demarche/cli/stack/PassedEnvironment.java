package org.demarche.cli.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.demarche.log.kafka.KafkaConfig;

/** Decides which variables of the user's environment reach the processes of a stack. */
final class PassedEnvironment {

    private static final String OURS = "DEMARCHE_";

    /** The variables that only the commands read. */
    private static final Set<String> OF_COMMANDS = Set.of("DEMARCHE_URL", "DEMARCHE_TOKEN");

    /** The settings that a stack chooses itself. */
    private static final Set<String> CHOSEN =
            Set.of(
                    "DEMARCHE_SEEDS",
                    "DEMARCHE_INGEST_URL",
                    "DEMARCHE_EVIDENCE_DIRECTORY",
                    "DEMARCHE_OPERATION_PORT",
                    "DEMARCHE_TLS_CERT",
                    "DEMARCHE_TLS_KEY");

    private PassedEnvironment() {}

    /**
     * Whether the processes of the stack see a variable. Variables of Kafka and Micronaut are not
     * passed on, because they are for other programs.
     */
    static boolean reaches(String name) {
        return name.startsWith(OURS)
                ? isSetting(name) && !CHOSEN.contains(name)
                : !name.startsWith("KAFKA_") && !name.startsWith("MICRONAUT_");
    }

    /** Whether the gateway of a stack asks callers for an access token. */
    static boolean askForTokens(Map<String, String> variables) {
        var auth = variables.getOrDefault("DEMARCHE_AUTH", "");
        return !auth.isEmpty() && !auth.equals("off");
    }

    /** Returns the names of the variables that have a value; an empty one counts as unset. */
    static Set<String> set(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> !variable.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns sentences about the variables that look like settings and do not reach the stack. */
    static List<String> leftOut(Set<String> names) {
        var chosen = new ArrayList<String>();
        var unknown = new ArrayList<String>();
        for (var name : names.stream().sorted().toList()) {
            if (!reaches(name) && !OF_COMMANDS.contains(name)) {
                (name.startsWith(OURS) && !isSetting(name) ? unknown : chosen).add(name);
            }
        }
        var sentences = new ArrayList<String>();
        if (!chosen.isEmpty()) {
            sentences.add(
                    "The stack chooses these settings itself, and does not take them from your environment: %s."
                            .formatted(String.join(", ", chosen)));
        }
        if (!unknown.isEmpty()) {
            sentences.add(
                    "Demarche does not know these settings, and leaves them out: %s."
                            .formatted(String.join(", ", unknown)));
        }
        return sentences;
    }

    private static boolean isSetting(String name) {
        var key = name.substring(OURS.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        return KafkaConfig.isSetting(key);
    }
}
