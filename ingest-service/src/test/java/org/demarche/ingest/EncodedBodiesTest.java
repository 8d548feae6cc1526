package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.RunningIngest.Answer;
import org.demarche.ingest.lines.IncomingLines;
import org.demarche.ingest.lines.LineResult;
import org.demarche.ingest.lines.ReportStream;
import org.demarche.ingest.lines.ResultWriter;
import org.demarche.ingest.request.Deadline;
import org.demarche.ingest.request.LineReader;
import org.demarche.log.export.GzipBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that are sent with an encoding. */
class EncodedBodiesTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("encoded");
        Samples.register(ingest);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_body_and_a_stream_are_taken_with_gzip() {
        assertThat(post(JSON, "gzip", gzip(Samples.report("one"))).status()).isEqualTo(201);

        var lines = Samples.report("two") + "\n" + Samples.report("three") + "\n";
        assertThat(post(LINES, "GZIP", gzip(lines)).body()).contains("\"created\":2");
        assertThat(post(JSON, "identity", Samples.report("one").getBytes(UTF_8)).status())
                .isEqualTo(200);
    }

    @Test
    void what_is_not_gzip_or_breaks_off_is_refused() {
        var plain = Samples.report("four").getBytes(UTF_8);
        var whole = gzip(Samples.report("four"));
        for (var broken : new byte[][] {plain, {}, Arrays.copyOf(whole, whole.length - 9)}) {
            var answer = post(JSON, "gzip", broken);

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("unreadable-body").contains("It is not gzip");
        }
        assertThat(post(LINES, "gzip", plain).status()).isEqualTo(400);
        assertThat(ingest.events("four")).isEmpty();
    }

    @Test
    void another_encoding_is_refused_by_its_name() {
        for (var encoding : new String[] {"br", "deflate", "gzip, gzip"}) {
            var answer = post(JSON, encoding, gzip(Samples.report("five")));

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.body()).contains("Content-Encoding is '%s'".formatted(encoding));
            assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void what_inflates_without_end_is_read_no_further() {
        var bomb = gzip(" ".repeat(200_000_000));
        assertThat(bomb.length).isLessThan(256 * 1024);

        assertThat(post(JSON, "gzip", bomb).status()).isEqualTo(413);
        // what is left of it is in nobody's way
        assertThatThrownBy(() -> post(LINES, "gzip", bomb))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(post(JSON, "gzip", gzip(Samples.report("six"))).status()).isEqualTo(201);
    }

    @Test
    void members_that_follow_each_other_are_one_body() throws IOException {
        var report = Samples.report("seven");
        var members = joined(gzip(report.substring(0, 40)), gzip(report.substring(40)));

        assertThat(post(JSON, "gzip", members).status()).isEqualTo(201);
        assertThat(new GzipBody(oneByOne(members)).readAllBytes()).asString().isEqualTo(report);
    }

    @Test
    void empty_members_without_end_are_refused() {
        var empty = new byte[100_000][];
        Arrays.fill(empty, gzip(""));
        var members = new ByteArrayInputStream(joined(empty));

        assertThatThrownBy(() -> new GzipBody(members).readAllBytes())
                .isInstanceOf(GzipBody.Unreadable.class)
                .hasMessageContaining("too many members without content");
    }

    @Test
    void bytes_behind_the_gzip_are_refused() {
        var whole = gzip(Samples.report("eight"));
        var damaged = gzip(Samples.report("nine"));
        damaged[0] = 0;
        for (var more : new byte[][] {damaged, {0}, new byte[200_000], Arrays.copyOf(whole, 5)}) {
            var body = joined(whole, more);
            for (var sent : List.of(new ByteArrayInputStream(body), oneByOne(body))) {
                assertThatThrownBy(() -> new GzipBody(sent).readAllBytes())
                        .isInstanceOf(GzipBody.Unreadable.class)
                        .hasMessageContaining("other bytes follow it");
            }
        }
        assertThat(post(JSON, "gzip", joined(whole, damaged)).status()).isEqualTo(400);
        assertThat(ingest.events("eight")).isEmpty();
        assertThatThrownBy(() -> post(LINES, "gzip", joined(whole, damaged)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void the_inflater_of_a_stream_is_closed_at_its_end() throws IOException {
        var inflated = new GzipBody(new ByteArrayInputStream(gzip("one\ntwo\n")));
        var ended = new CompletableFuture<Void>();
        var lines = new LineReader(inflated, 10, new Deadline(Duration.ofMinutes(1)));
        Function<byte[], CompletableFuture<LineResult>> refuse =
                _ -> CompletableFuture.failedFuture(new Refusal(Problem.malformed("no")));

        try (var stream =
                new ReportStream(
                        new IncomingLines(lines, refuse),
                        new ResultWriter(false),
                        () -> ended.complete(null))) {
            stream.readAllBytes();
            ended.join();
        }

        assertThatThrownBy(inflated::read).hasMessage("Stream closed");
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A body that arrives byte by byte. */
    private static InputStream oneByOne(byte[] body) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int wanted) {
                return super.read(target, offset, Math.min(wanted, 1));
            }
        };
    }

    private static Answer post(String type, String encoding, byte[] body) {
        return ingest.send(
                "POST", "/v1/reports", body, "Content-Type", type, "Content-Encoding", encoding);
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
