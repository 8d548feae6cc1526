package org.demarche.bench.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * All results of a measurement, as they are in its JSON.
 *
 * @param title one sentence about the measurement, with the settings that matter
 * @param plots the plots; left out of the JSON if there are none
 */
public record BenchReport(
        String title,
        List<Figure> figures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Plot> plots,
        Machine machine) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public BenchReport {
        figures = List.copyOf(figures);
        plots = List.copyOf(plots);
    }

    public static BenchReport of(String title, List<Figure> figures) {
        return of(title, figures, List.of());
    }

    public static BenchReport of(String title, List<Figure> figures, List<Plot> plots) {
        return new BenchReport(title, figures, plots, Machine.here());
    }

    @JsonProperty
    public boolean pass() {
        return figures.stream().allMatch(Figure::met);
    }

    public String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    /** The figures as a table for people. */
    public String table() {
        var lines = new ArrayList<String>();
        lines.add(title);
        lines.add("");
        figures.forEach(figure -> lines.add(figure.line()));
        lines.add("");
        lines.add("  " + machine.line());
        lines.add("");
        lines.add(end());
        return String.join(System.lineSeparator(), lines);
    }

    private String end() {
        var missed = figures.stream().filter(figure -> !figure.met()).map(Figure::name).toList();
        return missed.isEmpty()
                ? "The targets are met."
                : "Not met: %s.".formatted(String.join(", ", missed));
    }
}
