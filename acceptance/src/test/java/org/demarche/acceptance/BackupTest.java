package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.demarche.log.Token;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack of its own, because the test destroys it. */
class BackupTest {

    private UpStack stack;

    @BeforeEach
    void up(@TempDir Path folder) throws IOException {
        stack = UpStack.in(folder);
        stack.up();
    }

    @AfterEach
    void down() throws IOException {
        if (stack != null) {
            stack.demarche().down();
        }
    }

    /**
     * The next stack has fewer partitions, to show that the answers do not depend on an event's
     * partition.
     */
    @Test
    void an_export_that_is_restored_when_the_stack_is_gone_answers_as_the_original_does_and_did()
            throws Exception {
        var log = stack.log();
        var issue = stack.issue("copied");
        var untouched = file(UpStack.report(issue, 0));
        var corrected = file(UpStack.report(issue, 4));
        var retracted = file(UpStack.report(issue, 8));
        var correction = UpStack.report(issue, 4).replace("conditional", "none");
        stack.amend(corrected, "corrections", correction);
        var restated = file(UpStack.report(issue, 12));
        stack.amend(restated, "retractions", "{\"reason\": \"It was not said there\"}");
        stack.amend(restated, "corrections", UpStack.report(issue, 12));
        var tool = OrrFile.make(stack.folder()).toString();
        assertThat(stack.demarche().run("import", "dna", tool).out()).isNotEmpty();
        var then = stack.api().served(timed(issue), log.end());
        var instant = Instant.now();
        stack.amend(retracted, "retractions", "{\"reason\": \"It was never said\"}");
        var paths = new ArrayList<>(timed(issue));
        paths.add("/v1/shifts?limit=1000");
        for (var report : List.of(untouched, corrected, restated, retracted)) {
            paths.add("/v1/reports/" + report);
        }
        var now = stack.api().served(paths, log.end());
        for (var path : then.keySet()) {
            assertThat(now.get(path)).isNotEqualTo(then.get(path));
        }

        var file = stack.folder().resolve("export.ndjson").toString();
        stack.said("export", "--output", file);
        destroy();
        var up = stack.demarche().upEmpty(3);
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(stack.api().get("/v1/reports/" + untouched).status()).isEqualTo(404);
        var restored = stack.said("load", "--restore", file, "--json");

        var token = Token.parse(Api.parse(restored).path("token").asText());
        assertThat(stack.api().served(paths, token)).isEqualTo(now);
        for (var path : then.keySet()) {
            var known = stack.api().get(path + "&asKnown=" + instant);
            assertThat(known.body()).as(path).isEqualTo(then.get(path));
        }
    }

    /** The answers about an issue, and about all, that differ from time to time. */
    private static List<String> timed(String issue) {
        var position = "/v1/actors/russia/positions/" + issue;
        return List.of(
                "/v1/positions?limit=1000",
                "/v1/statements?limit=1000&issue=" + issue,
                position + "/history?limit=1000",
                position + "/explanation?limit=1000");
    }

    private ReportId file(String report) throws IOException {
        var answer = stack.api().post("/v1/reports", Api.JSON, report);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return ReportId.parse(answer.json().path("id").asText());
    }

    /** Ends every process, and deletes all that they have written. */
    private void destroy() throws IOException {
        var processes = stack.processes();
        assertThat(stack.demarche().down().exitCode()).isZero();
        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);
        var data = stack.demarche().data();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
        assertThat(data).doesNotExist();
    }
}
