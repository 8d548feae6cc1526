package org.demarche.gateway.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.gateway.Reports.filed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.kafka.Topics;
import org.demarche.model.Await;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.Stance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An export that is longer than the buffers on its way. */
class LongExportTest {

    private static final int EVENTS = 60;

    /** It is hardly compressed, so that little of the log is fetched ahead. */
    private static final String LONG =
            new Random(1)
                    .ints(400_000, 'A', 'z')
                    .mapToObj(c -> c == '\\' ? "/" : Character.toString(c))
                    .collect(Collectors.joining());

    private static final String EXPORT =
            "GET /v1/export/reports HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final ReportCodec CODEC = new ReportCodec();

    private Stack stack;

    @BeforeEach
    void start() {
        stack = Stack.start();
        var report = filed("norland", "river-treaty", "n1", Stance.FAVOR, "2024-03-01");
        stack.append(record(report, 0));
        for (var n = 1; n < EVENTS; n++) {
            stack.append(record(new Retracted(report.report(), LONG, Reports.RECORDED), n));
        }
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void it_ends_where_the_log_ended_when_it_was_asked_for() throws IOException {
        try (var reader = slowReader()) {
            assertThat(reader.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
            stack.append(
                    record(
                            filed("norland", "river-treaty", "late", Stance.FAVOR, "2024-03-02"),
                            0));

            var whole = new ByteArrayOutputStream();
            for (var chunk = reader.readChunk(); chunk.length > 0; chunk = reader.readChunk()) {
                whole.writeBytes(chunk);
            }

            var lines = whole.toString(UTF_8).lines().toList();
            assertThat(lines).hasSize(EVENTS + 1);
            assertThat(lines.getLast()).contains("{\"events\":60,\"unreadable\":0}");
            assertThat(whole.toString(UTF_8)).doesNotContain("river-treaty.late");
        }
    }

    @Test
    void four_are_read_at_once_and_a_fifth_when_one_has_left() throws IOException {
        var readers = new ArrayList<Wire>();
        for (var n = 0; n < 4; n++) {
            var reader = slowReader();
            assertThat(reader.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
            readers.add(reader);
        }

        var fifth = stack.get("/v1/export/reports");

        assertThat(fifth.statusCode()).isEqualTo(503);
        assertThat(fifth.headers().firstValue("retry-after")).isPresent();
        assertThat(fifth.body()).contains("/problems/unavailable");
        assertThat(stack.get("/v1/export/registry").statusCode()).isEqualTo(200);

        readers.removeFirst().close();
        Await.until(
                "another export",
                () -> {
                    var next = stack.get("/v1/export/reports").statusCode();
                    assertThat(next).isIn(200, 503);
                    return next == 200;
                });
        for (var reader : readers) {
            reader.close();
        }
    }

    @Test
    void of_many_that_are_asked_for_in_the_same_instant_four_are_read_and_none_fails()
            throws Exception {
        var many = 16;
        var together = new CyclicBarrier(many);
        var heads = new ArrayList<Future<Wire.Head>>();
        var readers = new ConcurrentLinkedQueue<Wire>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < many; n++) {
                heads.add(
                        threads.submit(
                                () -> {
                                    var reader = connected();
                                    readers.add(reader);
                                    together.await();
                                    return reader.write(EXPORT).readHead();
                                }));
            }
        }

        var refused = new ArrayList<Wire.Head>();
        for (var head : heads) {
            if (!head.get().line().equals("HTTP/1.1 200 OK")) {
                refused.add(head.get());
            }
        }
        assertThat(refused).hasSize(many - 4);
        assertThat(refused).extracting(Wire.Head::line).allMatch(line -> line.contains(" 503 "));
        assertThat(refused)
                .allSatisfy(head -> assertThat(head.headers()).containsKey("retry-after"));
        for (var reader : readers) {
            reader.close();
        }
    }

    @Test
    void one_that_cannot_be_read_on_ends_without_a_last_line() throws Exception {
        try (var reader = slowReader();
                var admin = Admin.create(stack.config().clientProperties())) {
            assertThat(reader.readHead().line()).isEqualTo("HTTP/1.1 200 OK");
            var partition =
                    new TopicPartition(
                            stack.config().topics().reports(), Topics.partitionOf("norland", 2));
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(EVENTS)))
                    .all()
                    .get();

            var read = new ByteArrayOutputStream();
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    var chunk = reader.readChunk();
                                    assertThat(chunk).as("the end").isNotEmpty();
                                    read.writeBytes(chunk);
                                }
                            })
                    .isInstanceOf(IOException.class);

            assertThat(read.toString(UTF_8))
                    .contains("report-filed")
                    .doesNotContain("{\"summary\"");
        }
    }

    private Wire slowReader() throws IOException {
        return connected().write(EXPORT);
    }

    private Wire connected() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.port()));
        return new Wire(socket);
    }

    private ProducerRecord<byte[], byte[]> record(ReportEvent event, int number) {
        return CODEC.encode(stack.config().topics().reports(), event, number, "/test");
    }
}
