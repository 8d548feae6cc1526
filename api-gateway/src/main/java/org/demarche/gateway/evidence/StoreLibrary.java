package org.demarche.gateway.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;

/** Loads the native library of the store, once for the process. */
final class StoreLibrary {

    /**
     * The library's own environment variable. It names another folder to which to unpack the
     * library.
     */
    private static final String ELSEWHERE = "ROCKSDB_SHAREDLIB_DIR";

    private StoreLibrary() {}

    /**
     * Unpacks the library to this folder, unless a variable names another one, and loads it.
     *
     * @throws IllegalStateException if libraries cannot be loaded from there
     */
    static synchronized void load(Path folder) {
        var other = System.getenv(ELSEWHERE);
        var there = other == null || other.isBlank() ? folder : Path.of(other);
        try {
            Files.createDirectories(there);
            NativeLibraryLoader.getInstance().loadLibrary(there.toString());
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "The library of the evidence's store cannot be loaded from %s (%s): set %s to a folder that can be written to, on a file system that is not mounted noexec"
                            .formatted(there, e.getMessage(), ELSEWHERE),
                    e);
        }
    }
}
