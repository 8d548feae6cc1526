package org.demarche.bench.all;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import org.demarche.bench.result.BenchReport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run of all measurements, as they are in its file.
 *
 * @param measured the date and the time of the run, in UTC
 */
record BenchResults(String measured, boolean quick, List<Result> results) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    BenchResults {
        results = List.copyOf(results);
    }

    /**
     * @param name the name of the command
     * @param report the report; null if the measurement failed
     * @param failure the reason of the failure; null if the measurement did not fail
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(String name, @Nullable JsonNode report, @Nullable String failure) {

        static Result of(String name, BenchReport report) {
            return new Result(name, JSON.valueToTree(report), null);
        }

        static Result failed(String name, String failure) {
            return new Result(name, null, failure);
        }

        /**
         * @param json the output of the measurement with --json
         */
        static Result printed(String name, byte[] json) throws IOException {
            return new Result(name, JSON.readTree(json), null);
        }
    }

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
