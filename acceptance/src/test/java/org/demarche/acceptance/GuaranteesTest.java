package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.demarche.torture.check.Guarantee;
import org.demarche.torture.fault.FaultKind;
import org.junit.jupiter.api.Test;

/** The page of guarantees has all that the torture does and checks, and names tests that exist. */
class GuaranteesTest {

    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z][A-Za-z]*Test)`");

    @Test
    void each_guarantee_of_the_checker_has_its_sentence() throws IOException {
        assertThat(page())
                .contains(List.of(Guarantee.values()).stream().map(Guarantee::sentence).toList());
    }

    @Test
    void each_kind_of_fault_is_there() throws IOException {
        assertThat(page())
                .contains(List.of(FaultKind.values()).stream().map(FaultKind::words).toList());
    }

    @Test
    void nothing_is_left_to_be_filled_in() throws IOException {
        assertThat(page()).doesNotContain("@@");
    }

    @Test
    void each_test_that_it_names_exists() throws IOException {
        var named =
                TEST_CLASS.matcher(page()).results().map(test -> test.group(1)).distinct().toList();

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(testClasses()).containsAll(named);
    }

    private static Set<String> testClasses() throws IOException {
        var classes = new HashSet<String>();
        try (var modules = Files.newDirectoryStream(Demarche.HOME)) {
            for (var module : modules) {
                var tests = module.resolve("src/test/java");
                if (!Files.isDirectory(tests)) continue;
                try (var files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .forEach(classes::add);
                }
            }
        }
        return classes;
    }

    private static String page() throws IOException {
        return Files.readString(Demarche.HOME.resolve("docs/guarantees.md"));
    }
}
