package org.demarche.bench.write;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.demarche.bench.load.RequestBytes;
import org.demarche.log.event.ReportJson;
import org.demarche.model.Report;
import org.demarche.model.Report.Quote;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.ReportEvent.Filed;

/**
 * Invented reports as bodies of requests. All are own statements, so that each belongs to a
 * position. Their content repeats after a while, but each has its own id and address.
 */
public final class InventedBodies {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NUMBER = "0".repeat(12);
    private static final int MOST_QUOTED = 1_500;

    private final List<Template> templates;
    private final AtomicLong filed = new AtomicLong();

    /**
     * @param position the path of the position to which the report belongs
     */
    public record Filing(byte[] body, String position) {}

    /**
     * @param numbers the places of the report's number in the body
     */
    private record Template(byte[] body, int[] numbers, String position) {

        static Template of(byte[] body, String position) {
            var text = new String(body, ISO_8859_1);
            var id = text.indexOf(NUMBER);
            return new Template(
                    body, new int[] {id, text.indexOf(NUMBER, id + NUMBER.length())}, position);
        }

        Filing numbered(long number) {
            var copy = body.clone();
            for (var from : numbers) {
                var left = number;
                for (var at = from + NUMBER.length() - 1; at >= from; at--) {
                    copy[at] = (byte) ('0' + left % 10);
                    left /= 10;
                }
            }
            return new Filing(copy, position);
        }
    }

    private InventedBodies(List<Template> templates) {
        this.templates = List.copyOf(templates);
    }

    /**
     * @param bytes the size of each body, which is reached by a quote; some reports are longer
     *     without it
     */
    public static InventedBodies of(Iterator<Filed> reports, int bytes) {
        var templates = new ArrayList<Template>();
        var quoted = new StringBuilder();
        reports.forEachRemaining(
                filed -> {
                    var report = filed.body();
                    if (report.holder().equals(report.spokenFor()) && report.taken() != null) {
                        templates.add(
                                Template.of(
                                        body(report, bytes, quoted),
                                        "/v1/actors/%s/positions/%s"
                                                .formatted(report.holder(), report.issue())));
                    }
                });
        return new InventedBodies(templates);
    }

    public Filing next() {
        var number = filed.getAndIncrement();
        return templates.get((int) (number % templates.size())).numbered(number);
    }

    /** Returns requests that file one report each. */
    public RequestBytes filedAt(URI address) {
        var posts = RequestBytes.posts(address, "application/json");
        return new RequestBytes(address, () -> posts.apply(next().body()), 201);
    }

    /** Returns the paths of the positions to which the reports belong. */
    public List<String> positions() {
        return templates.stream().map(Template::position).distinct().toList();
    }

    public double meanBytes() {
        return templates.stream().mapToInt(template -> template.body().length).average().orElse(0);
    }

    /**
     * @param quoted the summaries of earlier reports, the newest first
     */
    private static byte[] body(Report report, int bytes, StringBuilder quoted) {
        quoted.insert(0, report.summary() + ' ').setLength(Math.min(quoted.length(), MOST_QUOTED));
        var shortest = body(with(report, new Quote(Quote.Type.DIRECT, "x")));
        var missing = Math.clamp(bytes - shortest.length + 1, 1, quoted.length());
        var text = quoted.substring(0, missing).strip();
        return body(with(report, new Quote(Quote.Type.DIRECT, text)));
    }

    private static byte[] body(Report report) {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", NUMBER);
            ReportJson.write(out, report);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the report with this quote. The speaker has no id, because the registry has the
     * actors of the reports, and not all their speakers.
     */
    private static Report with(Report report, Quote quote) {
        var speaker = report.speaker();
        return new Report(
                report.holder(),
                report.spokenFor(),
                report.issue(),
                speaker == null ? null : new Speaker(null, speaker.name(), speaker.role()),
                report.stance(),
                report.conditions(),
                report.saidOn(),
                report.saidAt(),
                report.venue(),
                report.addressees(),
                report.act(),
                quote,
                report.summary(),
                report.utterance(),
                numbered(report.source()),
                report.credibility(),
                report.coder());
    }

    private static Source numbered(Source source) {
        return new Source(
                source.outlet(),
                source.agency(),
                source.url() + '/' + NUMBER,
                source.publishedOn(),
                source.language(),
                source.relay());
    }
}
