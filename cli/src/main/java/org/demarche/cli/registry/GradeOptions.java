package org.demarche.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options for a grade of an outlet. A report keeps the grade of its day, so a new grade has a
 * new first day.
 */
final class GradeOptions implements EntryChange {

    @Option(
            names = "--grade",
            paramLabel = "GRADE",
            description =
                    "How reliable the outlet is, A to F. Grades from other days stay. An empty text removes the grade from --graded-from.")
    private @Nullable String grade;

    @Option(
            names = "--graded-from",
            paramLabel = "DAY",
            description = "With --grade: the first day on which the grade holds.")
    private @Nullable String from;

    @Override
    public void apply(CommandSpec given, ObjectNode entry, RegistryApi api) {
        if (grade == null) {
            if (from == null) return;
            throw new Failure(
                    ExitCode.USAGE, "--graded-from is the day of a grade: give --grade, too.");
        }
        var day = from == null ? "" : from;
        var grades = entry.withArray("reliability");
        for (var at = 0; at < grades.size(); at++) {
            if (grades.path(at).path("from").asText("").equals(day)) {
                if (grade.isBlank()) {
                    grades.remove(at);
                } else {
                    ((ObjectNode) grades.path(at)).put("grade", grade);
                }
                return;
            }
        }
        if (grade.isBlank()) {
            throw new Failure(
                    ExitCode.NO,
                    "%s has no grade %s: nothing was written."
                            .formatted(
                                    entry.path("id").asText(),
                                    day.isEmpty() ? "without a first day" : "from " + day));
        }
        var added = grades.addObject().put("grade", grade);
        if (!day.isEmpty()) added.put("from", day);
    }
}
