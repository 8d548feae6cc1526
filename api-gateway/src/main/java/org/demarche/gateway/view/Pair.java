package org.demarche.gateway.view;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documents of one actor and issue. */
final class Pair {
    final EventTable events = new EventTable();
    final Set<String> names = new TreeSet<>();
    long changes;
    @Nullable Document position;
}
