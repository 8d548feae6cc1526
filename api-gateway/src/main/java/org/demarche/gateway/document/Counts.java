package org.demarche.gateway.document;

import static java.util.stream.Collectors.joining;

import java.util.EnumMap;
import java.util.Map;
import org.demarche.gateway.document.Compared.Kind;

/** The number of keys of each kind and, if two rules are compared, of each reason. */
final class Counts {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);

    void add(Compared compared) {
        counts.merge(compared.kind(), 1L, Long::sum);
        if (compared.reason() != null) {
            reasons.merge(compared.reason(), 1L, Long::sum);
        }
    }

    /** The member {@code "counts":{…}} of an object. */
    String json() {
        return "\"counts\":{\"onlyHere\":%d,\"onlyThere\":%d,\"differ\":%d,\"same\":%d%s}"
                .formatted(
                        of(Kind.ONLY_HERE),
                        of(Kind.ONLY_THERE),
                        of(Kind.DIFFER),
                        of(Kind.SAME),
                        reasons.isEmpty() ? "" : reasons());
    }

    private String reasons() {
        return reasons.entrySet().stream()
                .map(entry -> "\"%s\":%d".formatted(entry.getKey().label(), entry.getValue()))
                .collect(joining(",", ",\"reasons\":{", "}"));
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
