package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Python of this machine that is new enough for the client. */
record Python(String command) {

    /**
     * The one on the path, or else that of the system.
     *
     * @param module that it must have
     */
    static Optional<Python> with(String module) throws IOException {
        var program = "import sys, %s; sys.exit(sys.version_info < (3, 11))".formatted(module);
        for (var python : List.of("python3", "/usr/bin/python3")) {
            if (run(python, "-c", program).exitCode() == 0) return Optional.of(new Python(python));
        }
        return Optional.empty();
    }

    /** Runs the examples of these sections of a page, and compares what they print. */
    Shell.Outcome examples(Path page, String url, String... sections) throws IOException {
        var words = new ArrayList<>(List.of(command));
        words.add(Path.of("src/test/resources/page.py").toAbsolutePath().toString());
        words.add(page.toString());
        words.add(Demarche.HOME.resolve("clients/python").toString());
        words.add(url);
        words.addAll(List.of(sections));
        return run(words.toArray(String[]::new));
    }

    private static Shell.Outcome run(String... words) throws IOException {
        return Shell.run(
                List.of(words).stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" ", "PYTHONDONTWRITEBYTECODE=1 ", "")));
    }
}
