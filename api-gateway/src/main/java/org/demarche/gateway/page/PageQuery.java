package org.demarche.gateway.page;

import static org.demarche.gateway.position.PageAnswers.encoded;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.gateway.position.PageAnswers;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.model.edtf.DayWords;

/**
 * The parameters of a page. A form also sends its empty fields, which count as not given.
 *
 * @param given the values by parameter, without the empty ones
 */
public record PageQuery(ReadContext read, PageAnswers answers, Map<String, String> given) {

    public static final Set<String> TIMES = ReadTerms.TIMES;

    public PageQuery {
        given = Map.copyOf(given);
    }

    /**
     * @throws org.demarche.http.Refusal if parameters are unknown to the page, all of which it
     *     names, or if one is given twice
     */
    public static PageQuery of(ReadContext read, PageAnswers answers, Set<String> known) {
        var query = read.query(known);
        var given = new LinkedHashMap<String, String>();
        for (var name : known) {
            query.one(name)
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> given.put(name, value));
        }
        return new PageQuery(read, answers, given);
    }

    public String one(String name) {
        return given.getOrDefault(name, "");
    }

    /** Asks for answers with the times and the rule of the page. */
    public PageAnswers.Question times() {
        return times(Map.of());
    }

    /**
     * @param more further parameters of the answer, which replace those of the page
     */
    public PageAnswers.Question times(Map<String, String> more) {
        var all = new HashMap<>(given);
        all.keySet().retainAll(TIMES);
        all.putAll(more);
        return answers.of(read).with(all);
    }

    /**
     * Asks for answers that do not depend on the times of the page, such as those of the registry.
     */
    public PageAnswers.Question always(Map<String, String> more) {
        return answers.of(read).with(more);
    }

    public String origin() {
        return read.origin();
    }

    /**
     * Returns the full address of this page. It keeps the times and the rule, because an address
     * without them shows the present.
     */
    public String address(Link page) {
        var asked = new HashMap<>(given);
        asked.remove(Query.CURSOR);
        asked.remove(ReadFilter.SEEN);
        return origin() + page.href() + (asked.isEmpty() ? "" : text(asked));
    }

    /** Returns the address of the same page with other values of some parameters. */
    public String with(Map<String, String> others) {
        var all = new HashMap<>(given);
        all.putAll(others);
        return text(all);
    }

    private static String text(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> one.getKey() + '=' + encoded(one.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    /**
     * Returns the parameters that a form keeps because it has no field for them, such as the rule
     * and the grades.
     *
     * @param fields the fields of the form
     */
    public List<HiddenField> kept(String... fields) {
        var left = new ArrayList<>(List.of(fields));
        left.add(Query.CURSOR);
        return given.entrySet().stream()
                .filter(one -> !left.contains(one.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new HiddenField(one.getKey(), one.getValue()))
                .toList();
    }

    /** Adds the times, the rule and the grades of the page to a sentence without its full stop. */
    public String dated(String sentence) {
        var when = when();
        return when.isEmpty() ? sentence : sentence + ", " + when;
    }

    /**
     * Describes the times, the rule and the grades of the page as the end of a sentence; empty if
     * none is asked for.
     */
    public String when() {
        var asOf = one("asOf");
        var asKnown = one("asKnown");
        return Stream.of(
                        asOf.isEmpty() ? "" : "from statements up to " + DayWords.of(asOf).text(),
                        one("uncertain").equals("include")
                                ? "with statements that may have been made later"
                                : "",
                        asKnown.isEmpty() ? "" : "as known on " + asKnown,
                        asked("rule", "by the rule "),
                        asked("minReliability", "from outlets graded at least "),
                        asked("maxCredibility", "from reports with a credibility of at most "),
                        one("graded").equals("only") ? "from graded reports alone" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String asked(String name, String words) {
        return one(name).isEmpty() ? "" : words + one(name);
    }

    /** Returns the day that is asked for, or today if none is. */
    public LocalDate day() {
        var asOf = one("asOf");
        return asOf.isEmpty() ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(asOf);
    }
}
