package org.demarche.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.Optional;

/**
 * The use of the heap. The heap has the positions and shifts of every version, so a growing log
 * fills it slowly. The operator should learn of this before the gateway runs out of memory.
 *
 * @param used the bytes that the last garbage collection left in use
 */
record HeapUse(long used, long most) {

    /**
     * The gateway warns above this share of the heap, because a replay needs the rest for its own
     * copy.
     */
    private static final double MUCH = 0.75;

    private static final long MEGABYTE = 1 << 20;

    static HeapUse now() {
        var used =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getCollectionUsage)
                        .filter(Objects::nonNull)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
        return new HeapUse(used, Runtime.getRuntime().maxMemory());
    }

    Optional<String> warning() {
        return used < most * MUCH
                ? Optional.empty()
                : Optional.of(
                        "The gateway uses %d of %d MB of memory for documents. Give it more with -Xmx, or retire versions that you do not need"
                                .formatted(used / MEGABYTE, most / MEGABYTE));
    }
}
