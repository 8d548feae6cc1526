package org.demarche.bench.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.demarche.bench.bare.BareRoute;
import org.demarche.bench.bare.BareStart;
import org.demarche.bench.invented.PairReports;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.demarche.bench.result.Figure;
import org.demarche.bench.result.Samples;
import org.demarche.bench.workplace.Http;
import org.demarche.bench.workplace.Measurement;
import org.demarche.bench.workplace.PositiveNumber;
import org.demarche.bench.workplace.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pages",
        description = {
            "Measures the first page, and the page of a pair with many statements.",
            "It asks a warm stack that `demarche up` starts, one page at a time, like a browser with an empty cache. Beside each page, in alternating rounds, a bare route of Micronaut answers with as many bytes."
        })
public final class PagesCommand extends Measurement {

    private static final double FIRST_MILLIS = 100;
    private static final double PAIR_MILLIS = 300;
    private static final double FIRST_KILOBYTES = 50;

    /** The stylesheets, scripts and icons that a browser loads with a page. */
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    @Option(
            names = "--reports",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How many reports, beside those of the pair (${DEFAULT-VALUE}).")
    int reports = 20_000;

    @Option(
            names = "--statements",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description =
                    "The number of statements of the pair, with one report each (${DEFAULT-VALUE}).")
    int statements = 1_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Rounds that count (${DEFAULT-VALUE}).")
    int rounds = 20;

    @Option(
            names = "--asked",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "How often a round asks for each page (${DEFAULT-VALUE}).")
    int asked = 25;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            converter = PositiveNumber.class,
            description = "Rounds before those that count (${DEFAULT-VALUE}).")
    int warmUp = 20;

    public PagesCommand(PrintStream out, PrintStream err) {
        super(out, err);
    }

    /**
     * @param bytes the size of the page without its assets
     */
    private record Asked(
            String name, URI page, URI bare, int bytes, Samples times, Samples bareTimes) {

        void round(int times) throws Exception {
            ask(page, times, this.times);
            ask(bare, times, bareTimes);
        }

        Asked fresh() {
            return new Asked(name, page, bare, bytes, new Samples(), new Samples());
        }

        private void ask(URI address, int times, Samples into) throws Exception {
            for (var n = 0; n < times; n++) {
                var begun = System.nanoTime();
                var found = Http.page(address).length;
                into.add(System.nanoTime() - begun);
                if (found != bytes) {
                    throw new BenchException(
                            "%s now has %d bytes, and had %d bytes before"
                                    .formatted(address, found, bytes));
                }
            }
        }
    }

    @Override
    protected BenchReport measure(Workplace workplace) throws Exception {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say("Starting an empty stack and writing %,d reports …", reports);
        var stack = workplace.startStack("stack", false);
        stack.fill(seed, reports);
        stack.fillPair(PairReports.past(statements), reports);
        var bare = BareStart.in(workplace);
        var first = asked("first page", stack.gateway().resolve("/"), bare);
        var pair = asked("pair", stack.gateway().resolve(pair()), bare);
        say("Asking …");
        rounds(warmUp, List.of(first, pair));
        var counted = List.of(first.fresh(), pair.fresh());
        rounds(rounds, counted);
        var figures = new ArrayList<Figure>();
        figures.addAll(figures(counted.getFirst(), FIRST_MILLIS));
        figures.add(
                Figure.of(
                                "first page: all bytes",
                                (first.bytes() + assets(first.page())) / 1e3,
                                "KB",
                                "with stylesheet and icon, not compressed")
                        .atMost(FIRST_KILOBYTES));
        figures.addAll(figures(counted.getLast(), PAIR_MILLIS));
        return BenchReport.of(
                "Pages, %,d reports and a pair of %,d statements, asked %,d times, load %.1f before"
                        .formatted(reports, statements, rounds * asked, load),
                figures);
    }

    private static String pair() {
        return "/actors/%s/issues/%s".formatted(PairReports.HOLDER, PairReports.ISSUE);
    }

    private static Asked asked(String name, URI page, URI bare) throws Exception {
        var bytes = Http.page(page).length;
        var route = bare.resolve(BareRoute.path(bytes));
        return new Asked(name, page, route, bytes, new Samples(), new Samples());
    }

    private void rounds(int rounds, List<Asked> all) throws Exception {
        for (var round = 0; round < rounds; round++) {
            for (var one : all) {
                one.round(asked);
            }
        }
    }

    private static int assets(URI page) throws Exception {
        var bytes = 0;
        var text = new String(Http.page(page), UTF_8);
        for (var found : ASSET.matcher(text).results().toList()) {
            bytes += Http.page(page.resolve(found.group(1))).length;
        }
        return bytes;
    }

    private static List<Figure> figures(Asked asked, double millis) {
        var p99 = asked.times().p99Micros() / 1e3;
        var bareMedian = asked.bareTimes().medianMicros() / 1e3;
        return List.of(
                Figure.of(
                        asked.name() + ": p50",
                        asked.times().medianMicros() / 1e3,
                        "ms",
                        "%,d bytes of HTML".formatted(asked.bytes())),
                Figure.of(asked.name() + ": p99", p99, "ms").atMost(millis),
                Figure.of(asked.name() + ": bare p50", bareMedian, "ms", "the same bytes"),
                Figure.of(asked.name() + ": bare p99", asked.bareTimes().p99Micros() / 1e3, "ms"));
    }
}
