package org.demarche.ingest.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.Token;

/**
 * Writes the result of each line as a line of JSON, and at the end a summary with the read token
 * for all lines.
 */
public final class ResultWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private final boolean errorsOnly;
    private final boolean mixed;
    private final boolean dryRun;
    private final Map<String, Long> next = new HashMap<>();
    private StringWriter text = new StringWriter();
    private long created;
    private long corrected;
    private long repeated;
    private long failed;

    /**
     * @param errorsOnly whether lines without a fault are only counted, unless they registered a
     *     name or have a warning
     */
    public ResultWriter(boolean errorsOnly) {
        this(errorsOnly, false, false);
    }

    private ResultWriter(boolean errorsOnly, boolean mixed, boolean dryRun) {
        this.errorsOnly = errorsOnly;
        this.mixed = mixed;
        this.dryRun = dryRun;
    }

    /** Makes a writer for lines that are new reports or corrections. */
    public static ResultWriter mixed(boolean errorsOnly, boolean dryRun) {
        return new ResultWriter(errorsOnly, true, dryRun);
    }

    /** Waits for the outcome of a line, and writes it. */
    void write(long line, CompletableFuture<LineResult> outcome) {
        try {
            switch (outcome.join()) {
                case LineResult.Report(var receipt) ->
                        written(
                                Token.reports(receipt.partition()),
                                receipt.next(),
                                receipt.repeated(),
                                !receipt.registered().isEmpty() || !receipt.warnings().isEmpty(),
                                out -> {
                                    if (dryRun) {
                                        ReceiptJson.writeForeseen(out, line, receipt);
                                    } else {
                                        ReceiptJson.write(out, line, receipt);
                                    }
                                });
                case LineResult.Change(var amended) -> {
                    corrected += amended.repeated() ? 0 : 1;
                    written(
                            Token.reports(amended.partition()),
                            amended.next(),
                            amended.repeated(),
                            !amended.registered().isEmpty() || !amended.warnings().isEmpty(),
                            out -> ReceiptJson.write(out, line, amended));
                }
                case LineResult.Event event ->
                        written(
                                Token.reports(event.partition()),
                                event.next(),
                                event.repeated(),
                                false,
                                out -> event(out, line, event));
                case LineResult.Entry entry ->
                        written(
                                Token.REGISTRY,
                                entry.next(),
                                entry.repeated(),
                                false,
                                out -> entry(out, line, entry));
                case LineResult.PassedOver _ -> {}
            }
        } catch (CompletionException e) {
            failed++;
            line(out -> failure(out, line, Refusal.problemOf(e)));
        }
    }

    void summarize() {
        line(
                out -> {
                    out.writeObjectFieldStart("summary");
                    out.writeNumberField("lines", created + repeated + failed);
                    out.writeNumberField("created", created);
                    if (mixed && corrected > 0) {
                        out.writeNumberField("corrected", corrected);
                    }
                    out.writeNumberField("repeated", repeated);
                    out.writeNumberField("failed", failed);
                    out.writeEndObject();
                    if (dryRun) {
                        out.writeBooleanField("dryRun", true);
                    } else {
                        out.writeStringField("token", new Token(next).toString());
                    }
                });
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return text.getBuffer().length();
    }

    byte[] drain() {
        // encoded from a String, because the encoder of the JSON library would fail on half of a
        // surrogate pair in the name of a field
        var bytes = text.toString().getBytes(UTF_8);
        text = new StringWriter();
        return bytes;
    }

    /**
     * @param told whether the result is written even if only errors are
     */
    private void written(String place, long seen, boolean again, boolean told, Content content) {
        next.merge(place, seen, Long::max);
        if (again) {
            repeated++;
        } else {
            created++;
        }
        if (told || !errorsOnly) {
            line(content);
        }
    }

    private static void event(JsonGenerator out, long line, LineResult.Event event)
            throws IOException {
        done(out, line, event.repeated());
        out.writeStringField("id", event.report().toString());
        if (event.statement() != null) {
            out.writeStringField("statement", event.statement().toString());
        }
        out.writeNumberField("event", event.number());
    }

    private static void entry(JsonGenerator out, long line, LineResult.Entry entry)
            throws IOException {
        done(out, line, entry.repeated());
        out.writeStringField("type", entry.key().type().label());
        out.writeStringField("id", entry.key().id());
    }

    private static void done(JsonGenerator out, long line, boolean repeated) throws IOException {
        out.writeNumberField("line", line);
        out.writeNumberField("status", repeated ? 200 : 201);
    }

    private static void failure(JsonGenerator out, long line, Problem problem) throws IOException {
        out.writeNumberField("line", line);
        out.writeNumberField("status", problem.status());
        out.writeFieldName("problem");
        problem.write(out);
    }

    private interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    private void line(Content content) {
        try (var out = JSON.createGenerator(text)) {
            out.writeStartObject();
            content.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.write('\n');
    }
}
