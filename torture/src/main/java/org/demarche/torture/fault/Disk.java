package org.demarche.torture.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A small file system for one stack, which a fault can fill. */
public final class Disk implements AutoCloseable {

    private static final String SIZE = "3g";
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path folder;
    private final boolean mounted;
    private final String whyNot;

    private Disk(Path folder, boolean mounted, String whyNot) {
        this.folder = folder;
        this.mounted = mounted;
        this.whyNot = whyNot;
    }

    /**
     * @param folder an empty folder; if nothing can be mounted on it, the stack uses the disk of
     *     the folder
     */
    public static Disk on(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return new Disk(
                folder,
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder),
                "only root can mount a small disk (tmpfs) for the data");
    }

    /** Returns the disk of a stack in Docker, which is the disk of the whole machine. */
    public static Disk ofDocker(Path folder) {
        return new Disk(
                folder, false, "the volumes of Docker are on the disk of the whole machine");
    }

    void fill() throws NotInjected {
        if (!mounted) throw new NotInjected(whyNot);
        try (OutputStream out = Files.newOutputStream(ballast())) {
            var chunk = new byte[CHUNK_BYTES];
            while (true) out.write(chunk);
        } catch (IOException _) {
            fillTheRest();
        }
    }

    private void fillTheRest() {
        try (OutputStream out = Files.newOutputStream(folder.resolve("ballast-2"))) {
            while (true) out.write(0);
        } catch (IOException _) {
            // the disk is full, as intended
        }
    }

    void empty() {
        try {
            Files.deleteIfExists(ballast());
            Files.deleteIfExists(folder.resolve("ballast-2"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws InterruptedException {
        if (mounted) {
            try {
                var _ = run("umount", "-l", folder);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean run(Object... command) throws IOException, InterruptedException {
        var words = Arrays.stream(command).map(String::valueOf).toList();
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        try {
            var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
