package org.demarche.ingest.request;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;

/** The query parameters of a request. An unknown one is refused, because it may be misspelt. */
public record Parameters(Map<String, String> values) {

    /**
     * @throws Refusal with 400
     */
    public static Parameters of(HttpRequest<?> request, List<String> known) {
        var values = new HashMap<String, String>();
        for (var parameter : request.getParameters()) {
            var name = parameter.getKey();
            if (!known.contains(name)) {
                throw new Refusal(
                        Problem.parameter(
                                name, "is unknown: this address takes %s".formatted(list(known))));
            }
            if (parameter.getValue().size() != 1) {
                throw new Refusal(
                        Problem.parameter(
                                name, "is given %d times".formatted(parameter.getValue().size())));
            }
            values.put(name, parameter.getValue().getFirst());
        }
        return new Parameters(values);
    }

    /**
     * Returns the parameter's value, which must be one of these. Returns {@code otherwise} if the
     * parameter is absent.
     */
    public String oneOf(String name, String otherwise, String... others) {
        var allowed = new ArrayList<>(List.of(otherwise));
        allowed.addAll(Arrays.asList(others));
        var value = values.getOrDefault(name, otherwise);
        if (!allowed.contains(value)) {
            throw new Refusal(
                    Problem.parameter(
                            name,
                            "must be %s, but is '%s'"
                                    .formatted(String.join(" or ", allowed), value)));
        }
        return value;
    }

    private static String list(List<String> known) {
        return known.isEmpty() ? "no parameters" : String.join(", ", known);
    }
}
