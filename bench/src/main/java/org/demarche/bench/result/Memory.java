package org.demarche.bench.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of another Java process, from Linux and from its virtual machine. */
public final class Memory {

    private static final double KILOBYTES_A_MEGABYTE = 1e6 / 1024;

    private Memory() {}

    /** The resident memory of the process, with caches and native memory. */
    public static double residentMegabytes(ProcessHandle process) throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            throw new BenchException(
                    "Process %d has ended, or this is not Linux".formatted(process.pid()));
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum()
                / KILOBYTES_A_MEGABYTE;
    }

    /**
     * Returns the heap in use after a full collection, from a count of its objects by class. The
     * process stops until its answer is read, so a process cannot measure itself.
     */
    public static double liveHeapMegabytes(ProcessHandle process)
            throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var counting =
                new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        var histogram = new String(counting.getInputStream().readAllBytes(), UTF_8);
        if (counting.waitFor() != 0) {
            throw new BenchException("jcmd failed: " + histogram);
        }
        return bytes(histogram) / 1e6;
    }

    /** The bytes in the last line, {@code Total <objects> <bytes>}. */
    static long bytes(String histogram) {
        var total =
                histogram
                        .lines()
                        .filter(line -> line.startsWith("Total"))
                        .findFirst()
                        .orElseThrow(() -> new BenchException("No total in: " + histogram));
        return Long.parseLong(total.strip().split(" +")[2]);
    }
}
