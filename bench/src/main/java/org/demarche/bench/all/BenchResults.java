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
 * The results of a run of all measurements, as its file has them.
 *
 * @param measured by the date and the time in UTC
 */
record BenchResults(String measured, boolean quick, List<Result> results) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    BenchResults {
        results = List.copyOf(results);
    }

    /**
     * @param name of the command
     * @param report null if it failed
     * @param failure null if it did not
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
         * @param json what the measurement printed with --json
         */
        static Result printed(String name, byte[] json) throws IOException {
            return new Result(name, JSON.readTree(json), null);
        }
    }

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }
}
