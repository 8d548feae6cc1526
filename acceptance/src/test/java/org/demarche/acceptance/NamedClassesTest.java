package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A stranger follows the names in ARCHITECTURE.md, so each must lead to a class. */
class NamedClassesTest {

    /** For instance {@code ingest/filing/ReportLog}, from the package {@code org.demarche}. */
    private static final Pattern NAMED = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w+)`");

    @Test
    void each_class_that_the_architecture_names_is_there() throws IOException {
        var named = new TreeSet<String>();
        NAMED.matcher(Files.readString(Demarche.HOME.resolve("ARCHITECTURE.md")))
                .results()
                .forEach(one -> named.add(one.group(1)));
        assertThat(named).hasSizeGreaterThan(40);

        named.removeAll(classes());
        assertThat(named).isEmpty();
    }

    private static Set<String> classes() throws IOException {
        var classes = new TreeSet<String>();
        try (var modules = Files.newDirectoryStream(Demarche.HOME)) {
            for (var module : modules) {
                var root = module.resolve("src/main/java/org/demarche");
                if (!Files.isDirectory(root)) continue;
                try (var files = Files.walk(root)) {
                    files.map(file -> root.relativize(file).toString())
                            .forEach(file -> classes.add(file.replace(".java", "")));
                }
            }
        }
        return classes;
    }
}
