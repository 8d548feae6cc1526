package org.demarche.torture.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The findings against each guarantee. */
public final class Verdict {

    private final Map<Guarantee, List<String>> broken = new EnumMap<>(Guarantee.class);

    void add(Guarantee guarantee, String sentence) {
        broken.computeIfAbsent(guarantee, _ -> new ArrayList<>()).add(sentence);
    }

    public boolean isClean() {
        return broken.isEmpty();
    }

    public List<String> of(Guarantee guarantee) {
        return List.copyOf(broken.getOrDefault(guarantee, List.of()));
    }
}
