package org.demarche.log;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The final classes of a sealed type. */
public final class Sealed {

    private Sealed() {}

    /** Those that permit no others, whatever stands between. */
    public static List<Class<?>> kinds(Class<?> type) {
        return all(type).toList();
    }

    private static Stream<Class<?>> all(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Sealed::all)
                : Stream.of(type);
    }
}
