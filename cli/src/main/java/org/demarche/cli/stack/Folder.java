package org.demarche.cli.stack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/**
 * A stack's folder: {@code lock} (held while the stack runs), {@code stack.json} (its processes),
 * {@code broker} (the data), {@code logs}.
 */
public record Folder(Path root) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The space that must be free, in bytes; with less, a broker does not start. */
    private static final int ROOM = 1 << 20;

    public Folder {
        root = root.toAbsolutePath().normalize();
    }

    Path broker() {
        return root.resolve("broker");
    }

    /** Returns the gateway's folder. It may be deleted; the gateway fills it again from the log. */
    Path evidence() {
        return root.resolve("evidence");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** Takes the folder for this process; returns empty if another process has it. */
    Optional<FileChannel> lock() {
        try {
            refuseForeign();
            Files.createDirectories(logs());
            closeToOthers();
            var channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() != null) return Optional.of(channel);
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.CANNOT_START,
                    "%s cannot hold a stack's data: %s.".formatted(root, reason(e)),
                    e);
        }
    }

    /** Makes the files accessible to the user alone, on systems with POSIX permissions. */
    private void closeToOthers() throws IOException {
        if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * Whether a process has the folder now. Only the lock shows this, because the record stays
     * after a crash.
     */
    boolean isHeld() {
        try (var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO,
                    "%s cannot be read: %s.".formatted(root.resolve("lock"), reason(e)),
                    e);
        }
    }

    /**
     * Returns the stack that runs on the folder; empty if none does, or if its start has just
     * begun.
     */
    Optional<StackRecord> running() {
        return isHeld() ? read() : Optional.empty();
    }

    static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuseForeign() throws IOException {
        if (!Files.exists(root) || Files.exists(root.resolve("lock"))) return;
        if (!Files.isDirectory(root))
            throw new Failure(
                    ExitCode.CANNOT_START, root + " is a file; --data takes a directory.");
        try (Stream<Path> entries = Files.list(root)) {
            entries.findFirst()
                    .ifPresent(
                            foreign -> {
                                throw new Failure(
                                        ExitCode.CANNOT_START,
                                        "%s has other content (%s): give --data a directory that is empty or does not exist yet."
                                                .formatted(root, foreign.getFileName()));
                            });
        }
    }

    Optional<StackRecord> read() {
        var file = root.resolve("stack.json");
        try {
            refuseStrangers(file);
            return Optional.of(JSON.readValue(Files.readAllBytes(file), StackRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new Failure(
                    ExitCode.NO,
                    "%s cannot be read: if nothing of this stack is running, delete it."
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new Failure(ExitCode.NO, "%s cannot be read: %s.".formatted(file, reason(e)), e);
        }
    }

    /**
     * Refuses a record of another user. A record names processes to stop: another user could have
     * named this user's processes in it, or linked to this user's record.
     */
    private static void refuseStrangers(Path file) throws IOException {
        var owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        var user = user();
        if (!owner.equals(user)) {
            throw new Failure(
                    ExitCode.NO,
                    "%s belongs to %s, and you are %s: ask %s to stop that stack, or choose another folder with --data."
                            .formatted(file, owner.getName(), user.getName(), owner.getName()));
        }
    }

    /**
     * Returns the owner of the files that this process makes. In a container, the user may have no
     * name by which to find the owner.
     */
    private static UserPrincipal user() throws IOException {
        var own = Files.createTempFile("demarche", null);
        try {
            return Files.getOwner(own);
        } finally {
            Files.deleteIfExists(own);
        }
    }

    /** Replaces the record in one atomic step, so that readers never see half a record. */
    void write(StackRecord stack) {
        var file = root.resolve("stack.json");
        var fresh = root.resolve("stack.json.new");
        try {
            Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(stack));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.CANNOT_START,
                    "%s cannot be written: %s.".formatted(file, reason(e)),
                    e);
        }
    }

    /**
     * Returns the reason why nothing can be stored in the folder now, such as a full disk; empty if
     * a trial file can be written.
     */
    Optional<String> fault() {
        var trial = root.resolve("room");
        try {
            Files.write(trial, new byte[ROOM]);
            Files.deleteIfExists(trial); // another process may have tried, and deleted it
            return Optional.empty();
        } catch (IOException e) {
            deleteIfFile(trial);
            return Optional.of("Nothing can be stored in %s: %s.".formatted(root, reason(e)));
        }
    }

    /**
     * Returns a fault as {@link #fault} does, but only asks the disk for its free space, and writes
     * nothing.
     */
    Optional<String> full() {
        try {
            var left = Files.getFileStore(root).getUsableSpace();
            return left >= ROOM
                    ? Optional.empty()
                    : Optional.of(
                            "Nothing can be stored in %s: the disk has %d bytes left, and a broker needs %d."
                                    .formatted(root, left, ROOM));
        } catch (IOException e) {
            return Optional.of(
                    "The space left in %s cannot be read: %s.".formatted(root, reason(e)));
        }
    }

    private static void deleteIfFile(Path trial) {
        try {
            Files.deleteIfExists(trial);
        } catch (IOException _) {
            // the next trial overwrites the file
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(root.resolve("stack.json"));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO,
                    "%s cannot be deleted: %s.".formatted(root.resolve("stack.json"), reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
