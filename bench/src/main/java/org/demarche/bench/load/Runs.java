package org.demarche.bench.load;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Median;
import org.demarche.bench.result.Plot;
import org.demarche.bench.result.Samples;

/** The runs of one contender that count. */
public record Runs(String name, List<Loaded> all) {

    public Runs {
        all = List.copyOf(all);
    }

    public double perSecond() {
        return median(Loaded::perSecond);
    }

    public double millis(double share) {
        return median(run -> run.millis(share));
    }

    public double seconds() {
        return median(run -> run.took().toNanos() / 1e9);
    }

    public Figure rate(String unit) {
        return Figure.of(name, perSecond(), unit, "runs: " + spread(Loaded::perSecond));
    }

    public Figure latency(String percentile, double share) {
        return Figure.of(
                name + ": " + percentile,
                millis(share),
                "ms",
                "runs: " + spread(run -> run.millis(share)));
    }

    /**
     * Returns the latency of all runs together, for when a single run has too few answers for a
     * percentile.
     */
    public Figure latencyOfAll(String percentile, double share) {
        return Figure.of(
                name + ": " + percentile,
                millisOfAll(share),
                "ms",
                "runs: " + spread(run -> run.millis(share)));
    }

    public Figure toLatencyOfAll(Runs peer, String percentile, double share) {
        return Figure.of(
                "%s to %s: %s".formatted(name, peer.name, percentile),
                millisOfAll(share) / peer.millisOfAll(share),
                "");
    }

    public Figure time() {
        return Figure.of(
                name, seconds(), "s", "runs: " + spread(run -> run.took().toNanos() / 1e9));
    }

    public List<Figure> rateAndLatency(String unit) {
        return Stream.concat(Stream.of(rate(unit)), p50AndP99().stream()).toList();
    }

    public List<Figure> p50AndP99() {
        return List.of(latency("p50", 0.5), latency("p99", 0.99));
    }

    public Figure toRateOf(Runs peer) {
        return Figure.of("%s to %s".formatted(name, peer.name), perSecond() / peer.perSecond(), "");
    }

    public Figure toLatencyOf(Runs peer, String percentile, double share) {
        return Figure.of(
                "%s to %s: %s".formatted(name, peer.name, percentile),
                millis(share) / peer.millis(share),
                "");
    }

    public Figure toTimeOf(Runs peer) {
        return Figure.of("%s to %s".formatted(name, peer.name), seconds() / peer.seconds(), "");
    }

    /** Draws the times of all runs together. */
    public Plot.Line latencies() {
        return new Plot.Line(name, together().byPercentile());
    }

    /** Draws the throughput of all runs, one after the other. */
    public Plot.Line throughput() {
        var points = new ArrayList<double[]>();
        all.forEach(
                run ->
                        run.eachSecond()
                                .forEach(count -> points.add(new double[] {points.size(), count})));
        return new Plot.Line(name, points);
    }

    private double millisOfAll(double share) {
        return together().quantileMicros(share) / 1e3;
    }

    private Samples together() {
        var samples = new Samples();
        all.forEach(run -> samples.addAll(run.times()));
        return samples;
    }

    private double median(ToDoubleFunction<Loaded> value) {
        return Median.of(all.stream().mapToDouble(value).toArray());
    }

    private String spread(ToDoubleFunction<Loaded> value) {
        return all.stream()
                .map(run -> Figure.digits(Math.round(value.applyAsDouble(run) * 100) / 100.0))
                .collect(joining(" · "));
    }
}
