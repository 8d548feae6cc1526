package org.demarche.cli.load;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.demarche.cli.client.ApiProblem;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.Lines;
import org.demarche.cli.sheet.LinePlaces;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines batch by batch. It sends a batch again if lines failed because Kafka was not
 * available; lines that an earlier attempt filed still count as new.
 */
public final class BatchUpload {

    /**
     * The size of the first batch, which is small so that a user who loads a small file sees
     * progress.
     */
    private static final int FIRST_BATCH_BYTES = 1 << 15;

    private static final int BATCH_BYTES = 1 << 20;

    /**
     * The most lines of a batch. The whole batch is written before its answer is read. The ingest
     * service stops reading at 512 lines whose answers nobody has read, and each line may be
     * refused and then has an answer.
     */
    private static final int BATCH_LINES = 400;

    /**
     * The most lines of a batch, empty lines included. Bad rows are sent as empty lines, and their
     * faults are kept until the rows around them are answered.
     */
    private static final int BATCH_LINES_OF_ANY_KIND = 4_000;

    private static final int ATTEMPTS = 10;

    private final Gateway gateway;
    private final Function<byte[], HttpResponse<String>> send;
    private final UploadTally tally = new UploadTally();

    /** Rows that cannot be sent. They are printed with the answers about the rows around them. */
    private final Deque<RefusedLine> unsent = new ArrayDeque<>();

    private long lines;
    private boolean rows;
    private Lines.@Nullable Batch last;

    /** Makes an upload that files reports. */
    public BatchUpload(Gateway gateway) {
        this(gateway, "/v1/reports?results=errors");
    }

    /**
     * Makes an upload that files reports, and registers their unknown names.
     *
     * @param kind the value of {@code register} in the API; null to refuse unknown names
     * @param dryRun whether the API writes nothing, and answers each line
     */
    static BatchUpload registering(
            Gateway gateway, @Nullable String kind, boolean force, boolean dryRun) {
        var more = kind == null ? "" : "&register=" + kind + (force ? "&force=true" : "");
        return new BatchUpload(
                gateway, "/v1/reports" + (dryRun ? "?dryRun=true" : "?results=errors") + more);
    }

    private BatchUpload(Gateway gateway, String path) {
        this(gateway, lines -> gateway.lines(path, lines));
    }

    private BatchUpload(Gateway gateway, Function<byte[], HttpResponse<String>> send) {
        this.gateway = gateway;
        this.send = send;
    }

    /**
     * Makes an upload that restores the lines of an export, which keep their instants of recording.
     */
    static BatchUpload restoring(Gateway gateway) {
        return new BatchUpload(gateway, "/v1/restore?results=errors");
    }

    /** Makes an upload that sends corrections. */
    static BatchUpload correcting(Gateway gateway) {
        return new BatchUpload(gateway, "/v1/corrections?results=errors");
    }

    /**
     * Makes an upload that sends retractions.
     *
     * @param bodies makes the bodies of the retractions from the lines, one from each line
     */
    static BatchUpload retracting(Gateway gateway, UnaryOperator<byte[]> bodies) {
        return new BatchUpload(
                gateway,
                lines -> gateway.lines("/v1/retractions?results=errors", bodies.apply(lines)));
    }

    /** Whether the export that was sent is complete. */
    boolean endsWithSummary() {
        return last != null && last.lastLine().startsWith("{\"summary\"");
    }

    public UploadResult result() {
        return tally.result(lines, rows ? "row" : "line");
    }

    /** Remembers a row that cannot be sent, when it is read. */
    void refuse(RefusedLine row) {
        unsent.add(row);
    }

    /**
     * Loads rows as {@link #load(String, InputStream, LongConsumer, Consumer)} loads lines; blank
     * lines do not count.
     */
    void loadRows(
            String file,
            InputStream in,
            LinePlaces places,
            LongConsumer onBytes,
            Consumer<RefusedLine> onRefused)
            throws IOException {
        rows = true;
        var before = tally.lines() - lines;
        load(file, in, places, (_, _) -> {}, onBytes, onRefused);
        lines = tally.lines() - before;
    }

    public void load(
            String file, InputStream in, LongConsumer onBytes, Consumer<RefusedLine> onRefused)
            throws IOException {
        load(file, in, LinePlaces.NONE, (_, _) -> {}, onBytes, onRefused);
    }

    /**
     * @param onAnswer receives the answer about each line, and the text of the line, which is empty
     *     if the line was not sent; it is called in the order of lines, as the other listeners are
     */
    void load(
            String file,
            InputStream in,
            LinePlaces places,
            BiConsumer<JsonNode, String> onAnswer,
            LongConsumer onBytes,
            Consumer<RefusedLine> onRefused)
            throws IOException {
        var batches =
                new Lines(in, FIRST_BATCH_BYTES, BATCH_BYTES, BATCH_LINES, BATCH_LINES_OF_ANY_KIND);
        for (var batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
            var next = batch.first() + batch.lines();
            Answered answered;
            try {
                answered = send(batch, file, places);
            } catch (Failure e) {
                tell(Answered.NOTHING, next, onAnswer, onRefused);
                throw e;
            }
            tell(answered, next, onAnswer, onRefused);
            lines += batch.lines();
            last = batch;
            onBytes.accept(batch.bytes().length);
        }
        tell(Answered.NOTHING, Long.MAX_VALUE, onAnswer, onRefused);
    }

    /**
     * @param lines the answer about each line, if the request asked for answers
     * @param sent returns the text of a line for its number
     */
    private record Answered(
            List<JsonNode> lines, List<RefusedLine> refused, LongFunction<String> sent) {

        static final Answered NOTHING = new Answered(List.of(), List.of(), _ -> "");
    }

    /**
     * @param before the number of the first line that was not sent yet
     */
    private void tell(
            Answered answered,
            long before,
            BiConsumer<JsonNode, String> onAnswer,
            Consumer<RefusedLine> onRefused) {
        var own = new ArrayList<RefusedLine>();
        while (!unsent.isEmpty() && unsent.getFirst().line() < before) {
            own.add(unsent.removeFirst());
        }
        Stream.concat(answered.lines().stream(), own.stream().map(RefusedLine::answer))
                .sorted(comparingLong(BatchUpload::number))
                .forEach(answer -> onAnswer.accept(answer, answered.sent().apply(number(answer))));
        var all =
                Stream.concat(answered.refused().stream(), own.stream())
                        .sorted(comparingLong(RefusedLine::line))
                        .toList();
        tally.refuse(all);
        all.forEach(onRefused);
    }

    private static long number(JsonNode answer) {
        return answer.path("line").asLong();
    }

    /** Whether a line was refused because a report has the same id and other content. */
    boolean isTaken() {
        return tally.isTaken();
    }

    /** Waits until reads have everything that was written. */
    void awaitReading() {
        gateway.awaitReading(tally.token());
    }

    private Answered send(Lines.Batch batch, String file, LinePlaces places) {
        var before = batch.first() - 1;
        var created = 0L;
        for (var attempt = 1; ; attempt++) {
            var response = send.apply(batch.bytes());
            var last = attempt == ATTEMPTS;
            if (response.statusCode() == 200) {
                var answers = Answers.read(response.body(), before, places);
                created += answers.created();
                tally.afterAttempt(answers, file);
                if (!answers.worthRepeating() || last) {
                    tally.afterLast(answers, created);
                    var lines = Answers.lines(response.body(), before);
                    var texts = lines.isEmpty() ? List.<String>of() : batch.texts();
                    return new Answered(
                            lines,
                            answers.refused().stream()
                                    .map(line -> RefusedLine.of(line, file))
                                    .toList(),
                            number -> text(texts, number - batch.first()));
                }
            } else if (response.statusCode() != 503 || last) {
                throw stopped(ApiProblem.of(response.statusCode(), response.body()), file, batch);
            }
            Pause.asleep(response.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private static String text(List<String> texts, long at) {
        return at >= 0 && at < texts.size() ? texts.get((int) at) : "";
    }

    private static Failure stopped(ApiProblem problem, String file, Lines.Batch batch) {
        if (problem.is("log-not-empty")) {
            return problem.failure()
                    .withHintBefore(
                            "%s cannot be restored here: the log has reports of its own. An empty stack starts with `demarche up --no-seeds --data DIR`."
                                    .formatted(file))
                    .atLine(file, batch.first());
        }
        return problem.failure()
                .withHintBefore(
                        "%s: stopped before line %d; send the same lines again to go on."
                                .formatted(file, batch.first()))
                .atLine(file, batch.first());
    }
}
