package org.demarche.gateway.evidence;

import java.io.IOException;
import java.nio.file.Path;

/** A process that has taken a folder, and keeps it until it is ended. */
final class HeldFolder {

    static final String HELD = "held";

    private HeldFolder() {}

    public static void main(String[] arguments) throws IOException {
        try (var _ = StoreFolder.take(Path.of(arguments[0]))) {
            System.out.println(HELD);
            var _ = System.in.read();
        }
    }
}
