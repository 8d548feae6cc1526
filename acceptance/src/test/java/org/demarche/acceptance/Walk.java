package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A walk through a page of documentation: each command, and the output that is shown under it. */
final class Walk {

    private static final String FENCE = "```";

    /**
     * @param output as the page shows it; "" where it shows none
     */
    record Step(String command, String output) {

        @Override
        public String toString() {
            return command.lines().findFirst().orElse(command);
        }
    }

    private Walk() {}

    /**
     * The fences of `sh`, each with the fence of `json` or `text` that follows. Fences without a
     * language are not run.
     */
    static List<Step> of(Path page) throws IOException {
        return steps(Files.readAllLines(page));
    }

    /** Those of a section. */
    static List<Step> of(Path page, String section) throws IOException {
        return steps(section(Files.readAllLines(page), section));
    }

    private static List<Step> steps(List<String> page) {
        var steps = new ArrayList<Step>();
        var lines = page.iterator();
        while (lines.hasNext()) {
            var line = lines.next();
            if (!line.startsWith(FENCE)) continue;
            var content = new StringBuilder();
            for (var next = lines.next(); !next.equals(FENCE); next = lines.next()) {
                content.append(next).append('\n');
            }
            if (line.equals(FENCE + "sh")) {
                steps.add(new Step(content.toString(), ""));
            } else if (!line.equals(FENCE)) {
                steps.add(new Step(steps.removeLast().command(), content.toString()));
            }
        }
        return steps;
    }

    private static List<String> section(List<String> lines, String title) {
        var start = lines.indexOf("## " + title) + 1;
        if (start == 0) throw new IllegalArgumentException("no section " + title);
        return lines.stream().skip(start).takeWhile(line -> !line.startsWith("## ")).toList();
    }
}
