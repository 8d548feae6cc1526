package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of errors has a section for each type of problem that the services answer. */
class ProblemTypesTest {

    private static final String SECTION = "### ";

    /** Those of HTTP itself stand behind their status: {@code 404, "not-found"}. */
    private static final Pattern OF_STATUS =
            Pattern.compile("[1-5]\\d\\d, \"([a-z]+(?:-[a-z]+)*)\"");

    /** Each type stands in the code before its title: "not-yet", "Not yet". */
    private static final Pattern TYPE = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\",\\s*\"[A-Z]");

    @Test
    void every_type_has_a_section_and_no_section_is_of_a_type_that_is_gone() throws IOException {
        var types = new TreeSet<String>();
        var ofHttp =
                Demarche.HOME.resolve("log/src/main/java/org/demarche/log/json/ProblemType.java");
        OF_STATUS
                .matcher(Files.readString(ofHttp))
                .results()
                .forEach(one -> types.add(one.group(1)));
        for (var service : List.of("ingest-service", "api-gateway")) {
            types.addAll(types(Demarche.HOME.resolve(service).resolve("src/main/java")));
        }
        assertThat(types).hasSizeGreaterThan(20);

        var sections =
                Files.readAllLines(Demarche.HOME.resolve("docs/errors.md")).stream()
                        .filter(line -> line.startsWith(SECTION))
                        .map(line -> line.substring(SECTION.length()));
        assertThat(sections).containsExactlyInAnyOrderElementsOf(types);
    }

    private static Set<String> types(Path folder) throws IOException {
        var types = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var code = Files.readString(file);
                if (code.contains("Problem")) {
                    TYPE.matcher(code).results().map(type -> type.group(1)).forEach(types::add);
                }
            }
        }
        return types;
    }
}
