package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.table.Preference;
import org.demarche.http.Problem;
import org.demarche.http.Problem.ParameterFault;
import org.demarche.http.Refusal;
import org.demarche.log.Sha256;
import org.demarche.log.json.OneOf;
import org.demarche.log.name.Nearest;

/**
 * The parameters of a request. An unknown parameter is refused by its name, because it would change
 * nothing, and the client would not notice.
 */
public final class Query {

    /** The parameter that names the form of the answer, for links, which cannot send Accept. */
    public static final String FORMAT = "format";

    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";

    private static final Set<String> OF_TABLES = Set.of(Csv.BOM, FORMAT);

    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;

    private static final String RESOLVED = "org.demarche.resolved.";

    private static final int FINGERPRINT_DIGITS = 12;

    private final HttpRequest<?> request;

    private Query(HttpRequest<?> request) {
        this.request = request;
    }

    /**
     * @throws Refusal 400 if a parameter is unknown; it names every unknown parameter
     */
    public static Query of(HttpRequest<?> request, Set<String> known) {
        return of(request, known, Set.of());
    }

    private static Query of(HttpRequest<?> request, Set<String> known, Set<String> more) {
        var faults = new ArrayList<ParameterFault>();
        for (var name : request.getParameters().names()) {
            if (!known.contains(name) && !more.contains(name)) {
                var all = plus(known, more.toArray(String[]::new));
                faults.add(new ParameterFault(name, unknown(name, all, faults.size())));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.parameters(faults));
        }
        return new Query(request);
    }

    /**
     * Like {@link #of}, for a list that is also available as a table. A list whose {@code known}
     * has the parameter {@code format} checks its value itself.
     */
    public static Query ofTable(HttpRequest<?> request, Set<String> known) {
        var query = of(request, known, OF_TABLES);
        if (!known.contains(FORMAT)) {
            var _ = query.oneOf(FORMAT, "json", Preference.CSV);
        }
        if (query.isWithBom() && !Preference.isCsv(request)) {
            throw refused(
                    Csv.BOM,
                    "is allowed only for a table: ask with format=csv or Accept: text/csv");
        }
        return query;
    }

    /** Whether the client asks for a byte order mark. */
    public boolean isWithBom() {
        return oneOf(Csv.BOM, "true", "false").filter("true"::equals).isPresent();
    }

    /** Returns a set with these names and more. */
    public static Set<String> plus(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    static void none(HttpRequest<?> request) {
        of(request, Set.of());
    }

    public HttpRequest<?> request() {
        return request;
    }

    /**
     * Returns the most items on a page: the parameter {@code limit}, or the usual number of all
     * lists.
     */
    public int limit() {
        return one(LIMIT)
                .map(text -> text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0)
                .map(
                        limit -> {
                            if (limit < 1 || limit > HIGHEST_LIMIT) {
                                throw refused(LIMIT, "must be a number from 1 to " + HIGHEST_LIMIT);
                            }
                            return limit;
                        })
                .orElse(USUAL_LIMIT);
    }

    /** Reads the content of the cursor; empty if the request has none. */
    public <T> Optional<T> cursor(Function<String, Optional<T>> read) {
        return one(CURSOR)
                .map(
                        cursor ->
                                Cursor.decode(cursor)
                                        .flatMap(this::own)
                                        .flatMap(read)
                                        .orElseThrow(
                                                () ->
                                                        refused(
                                                                CURSOR,
                                                                "is not the 'next' of an answer to this query")));
    }

    /** Makes a cursor that is valid for this query alone. */
    public String cursorBehind(String last) {
        return Cursor.encode(fingerprint() + ' ' + last);
    }

    private Optional<String> own(String text) {
        var mark = fingerprint() + ' ';
        return text.startsWith(mark)
                ? Optional.of(text.substring(mark.length()))
                : Optional.empty();
    }

    /** Returns a hash of the path and all parameters but the cursor and the limit. */
    private String fingerprint() {
        var text = new StringBuilder(request.getPath());
        request.getParameters().names().stream()
                .filter(name -> !name.equals(LIMIT) && !name.equals(CURSOR))
                .sorted()
                .forEach(
                        name ->
                                text.append('\n')
                                        .append(name)
                                        .append(request.getParameters().getAll(name)));
        return Sha256.hex(text.toString().getBytes(UTF_8)).substring(0, FINGERPRINT_DIGITS);
    }

    /**
     * Returns the value of the parameter, which must be one of these words; empty if it is not
     * given.
     */
    public Optional<String> oneOf(String name, String... words) {
        var value = one(name);
        if (value.isPresent() && !List.of(words).contains(value.get())) {
            throw refused(name, OneOf.fault(List.of(words), value.get()));
        }
        return value;
    }

    /** Returns the values of the parameter, each one of these words; empty if it is not given. */
    public Set<String> anyOf(String name, List<String> words) {
        var given = all(name);
        given.stream()
                .filter(one -> !words.contains(one))
                .findFirst()
                .ifPresent(
                        one -> {
                            throw refused(name, OneOf.fault(words, one));
                        });
        return Set.copyOf(given);
    }

    public Optional<String> one(String name) {
        var values = request.getParameters().getAll(name);
        if (values.size() > 1) {
            throw refused(name, "is given %d times".formatted(values.size()));
        }
        return values.stream().findFirst();
    }

    /**
     * Returns all values of the parameter. It may be given several times, and each time have
     * several values with commas between them.
     */
    public List<String> all(String name) {
        var all = new ArrayList<String>();
        values(name).forEach(value -> all.addAll(split(name, value)));
        return all;
    }

    /** Returns the parts of a value between its commas. */
    static List<String> split(String name, String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .peek(
                        part -> {
                            if (part.isEmpty()) {
                                throw refused(name, "is empty");
                            }
                        })
                .toList();
    }

    /** Keeps the ids for the names of a parameter, for the link to cite. */
    public void resolved(String name, Collection<String> ids) {
        request.setAttribute(RESOLVED + name, ids.toArray(String[]::new));
    }

    /**
     * Returns the values of a parameter, or their ids if {@link #resolved} was called with them.
     */
    public static List<String> resolved(String name, HttpRequest<?> request) {
        return request.getAttribute(RESOLVED + name, String[].class)
                .map(Arrays::asList)
                .orElseGet(() -> request.getParameters().getAll(name));
    }

    /** Returns {@code name=value}, encoded for an address, for each value of a parameter. */
    static List<String> pairs(String name, List<String> values) {
        return values.stream().map(value -> encoded(name) + '=' + encoded(value)).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Returns the raw values; each may contain commas. */
    public List<String> values(String name) {
        return request.getParameters().getAll(name);
    }

    public static Refusal refused(String parameter, String message) {
        return new Refusal(Problem.parameter(parameter, message));
    }

    /**
     * @param before the number of unknown parameters before this one; only the first few of them
     *     get the suggestion of a known name
     */
    private static String unknown(String name, Set<String> known, int before) {
        if (known.isEmpty()) {
            return "is unknown: this address takes no parameters";
        }
        var near = before < Nearest.MOST ? Nearest.among(known).to(name) : List.<String>of();
        var sorted = known.stream().sorted().toList();
        return near.isEmpty()
                ? "is unknown: the parameters are " + String.join(", ", sorted)
                : "is unknown: did you mean " + near.getFirst() + '?';
    }
}
