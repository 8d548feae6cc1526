package org.demarche.gateway.document;

import java.util.EnumMap;
import java.util.Map;
import org.demarche.gateway.document.Compared.Kind;

/** How many keys there are of each kind. */
final class Counts {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void add(Compared compared) {
        counts.merge(compared.kind(), 1L, Long::sum);
    }

    /** As a member, {@code "counts":{…}}. */
    String json() {
        return "\"counts\":{\"onlyHere\":%d,\"onlyThere\":%d,\"differ\":%d,\"same\":%d}"
                .formatted(of(Kind.ONLY_HERE), of(Kind.ONLY_THERE), of(Kind.DIFFER), of(Kind.SAME));
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
