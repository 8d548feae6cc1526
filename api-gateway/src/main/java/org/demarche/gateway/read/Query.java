package org.demarche.gateway.read;

import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Problem.ParameterFault;
import org.demarche.gateway.Refusal;
import org.demarche.log.Nearest;

/**
 * The parameters of a query. One that the address does not have is refused by name: it would change
 * nothing, and whoever sent it would not know.
 */
public final class Query {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    /** Of what fits on a page, unless asked for less or more. */
    static final int USUAL_LIMIT = 100;

    static final int HIGHEST_LIMIT = 1000;

    private final HttpRequest<?> request;

    private Query(HttpRequest<?> request) {
        this.request = request;
    }

    /**
     * @throws Refusal naming every parameter that is not known
     */
    public static Query of(HttpRequest<?> request, Set<String> known) {
        var faults = new ArrayList<ParameterFault>();
        for (var name : request.getParameters().names()) {
            if (!known.contains(name)) {
                faults.add(new ParameterFault(name, unknown(name, known)));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.parameters(faults));
        }
        return new Query(request);
    }

    static void none(HttpRequest<?> request) {
        of(request, Set.of());
    }

    int limit(int usual) {
        return one(LIMIT)
                .map(text -> text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0)
                .map(
                        limit -> {
                            if (limit < 1 || limit > HIGHEST_LIMIT) {
                                throw refused(LIMIT, "must be a number from 1 to " + HIGHEST_LIMIT);
                            }
                            return limit;
                        })
                .orElse(usual);
    }

    /** The text that the cursor stands for, read by its reader; empty without a cursor. */
    <T> Optional<T> cursor(Function<String, Optional<T>> read) {
        return one(CURSOR)
                .map(
                        text ->
                                Cursor.decode(text)
                                        .flatMap(read)
                                        .orElseThrow(
                                                () ->
                                                        refused(
                                                                CURSOR,
                                                                "is not the 'next' of an answer to this address")));
    }

    public Optional<String> one(String name) {
        var values = request.getParameters().getAll(name);
        if (values.size() > 1) {
            throw refused(name, "is given %d times".formatted(values.size()));
        }
        return values.stream().findFirst();
    }

    /** Given several times, or with commas between, or both. */
    List<String> all(String name) {
        var all = new ArrayList<String>();
        for (var value : request.getParameters().getAll(name)) {
            for (var part : value.split(",", -1)) {
                if (part.isBlank()) {
                    throw refused(name, "is empty");
                }
                all.add(part.strip());
            }
        }
        return all;
    }

    public static Refusal refused(String parameter, String message) {
        return new Refusal(Problem.parameter(parameter, message));
    }

    private static String unknown(String name, Set<String> known) {
        if (known.isEmpty()) {
            return "is unknown: there are no parameters here";
        }
        var near = Nearest.among(known).to(name);
        var sorted = known.stream().sorted().toList();
        return near.isEmpty()
                ? "is unknown: there are " + String.join(", ", sorted)
                : "is unknown: did you mean " + near.getFirst() + '?';
    }
}
