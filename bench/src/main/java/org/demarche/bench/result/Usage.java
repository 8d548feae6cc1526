package org.demarche.bench.result;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * The resources that this process has used since its start.
 *
 * @param cpuSeconds the processor time of all its threads, including the garbage collector's; 0 if
 *     the system does not give it
 * @param gcSeconds the time in which the garbage collector stopped it
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

    /** Returns the bytes of heap in use after a full collection. */
    public static long liveHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
