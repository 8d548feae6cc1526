package org.demarche.bench.result;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * The resources that this process has used since its start.
 *
 * @param cpuSeconds of all its threads, the collector's among them; 0 where the system does not say
 * @param gcSeconds in which it stood still for the collector
 */
public record Usage(double cpuSeconds, double gcSeconds) {

    public static Usage now() {
        var nanos =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuTime()
                        : 0;
        var millis =
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum();
        return new Usage(nanos / 1e9, millis / 1e3);
    }

    public static Usage since(Usage before) {
        var now = now();
        return new Usage(now.cpuSeconds - before.cpuSeconds, now.gcSeconds - before.gcSeconds);
    }

    /** The bytes in use after a full collection. */
    public static long liveHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
