package org.demarche.gateway.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of lines on their way to the ingest service, and their results on the way back. */
class StreamedWritesTest extends ForwardedWrites {

    private static final int MEBIBYTE = 1024 * 1024;

    private static final String STREAM_ANSWER =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/x-ndjson\r
            Transfer-Encoding: chunked\r
            Connection: close\r
            \r
            """;

    @ParameterizedTest
    @ValueSource(strings = {"restore", "corrections", "retractions"})
    void lines_of_other_kinds_go_on_as_they_arrive(String path) throws Exception {
        try (var client = client()) {
            client.write(STREAM.replace("/v1/reports", "/v1/" + path)).writeChunk("line 1\n");
            try (var service = service()) {
                assertThat(service.readHead().line())
                        .isEqualTo("POST /v1/" + path + "?results=errors HTTP/1.1");
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                client.readHead();
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            }
        }
    }

    @Test
    void rows_of_a_spreadsheet_go_on_as_they_arrive() throws Exception {
        try (var client = client()) {
            client.write(STREAM.replace("application/x-ndjson", "text/csv; charset=utf-16"))
                    .writeChunk("row 1\n");
            try (var service = service()) {
                assertThat(service.readHead().headers())
                        .containsEntry("content-type", "text/csv; charset=utf-16");
                assertThat(service.readChunkedLine()).isEqualTo("row 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                client.readHead();
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            }
        }
    }

    @Test
    void results_arrive_while_lines_are_still_being_written() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                service.write(STREAM_ANSWER).writeChunk("result 1\n");

                assertThat(client.readHead().headers())
                        .containsEntry("content-type", "application/x-ndjson");
                assertThat(client.readChunkedLine()).isEqualTo("result 1\n");

                client.writeChunk("line 2\n").endChunks();
                assertThat(service.readChunkedLine()).isEqualTo("line 2\n");
                assertThat(service.readChunk()).isEmpty();
                service.writeChunk("result 2\n").endChunks();
                assertThat(client.readChunkedLine()).isEqualTo("result 2\n");
                assertThat(client.readChunk()).isEmpty();
            }
        }
    }

    @Test
    void two_hundred_mebibytes_pass_through_from_a_client_that_reads_nothing_before_the_end()
            throws Exception {
        var piece = new byte[MEBIBYTE];
        try (var client = client()) {
            var writing =
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    client.write(STREAM);
                                    for (var i = 0; i < 200; i++) {
                                        client.writeChunk(piece);
                                    }
                                    client.endChunks();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            try (var service = service()) {
                service.readHead();
                service.write(STREAM_ANSWER);
                var received = 0L;
                for (var chunk = service.readChunk();
                        chunk.length > 0;
                        chunk = service.readChunk()) {
                    received += chunk.length;
                }
                assertThat(received).isEqualTo(200L * MEBIBYTE);
                service.writeChunk("summary\n").endChunks();
            }
            writing.join();
            client.readHead();
            assertThat(client.readChunkedLine()).isEqualTo("summary\n");
        }
    }

    @Test
    void a_client_is_not_read_from_faster_than_the_service_reads() throws Exception {
        try (var client =
                        SocketChannel.open(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), stack.port()));
                var selector = Selector.open()) {
            client.write(UTF_8.encode(STREAM + "10000000\r\n"));
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            try (var service = service()) {
                service.readHead();
                var written = 0L;
                while (selector.select(2_000) > 0) {
                    selector.selectedKeys().clear();
                    written += client.write(ByteBuffer.allocate(64 * 1024));
                    assertThat(written).as("bytes that wait somewhere").isLessThan(32L * MEBIBYTE);
                }
                assertThat(written).isPositive();
            }
        }
    }

    @Test
    void when_the_client_hangs_up_the_service_is_told() throws Exception {
        try (var service = hangUpAfterOneResult()) {
            assertThat(service.isClosed()).isTrue();
        }
    }

    private static Wire hangUpAfterOneResult() throws IOException {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\nhalf of li");
            var service = service();
            service.readHead();
            service.readChunk();
            service.write(STREAM_ANSWER).writeChunk("result 1\n");
            client.readHead();
            assertThat(client.readChunkedLine()).isEqualTo("result 1\n");
            return service;
        }
    }

    @Test
    void when_the_service_breaks_off_the_client_is_not_left_with_half_an_answer() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                service.readChunkedLine();
                service.write(STREAM_ANSWER).writeChunk("result 1\n");
                client.readHead();
                client.readChunkedLine();
            }
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_service_that_refuses_a_stream_early_is_heard_early() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n");
            try (var service = service()) {
                service.readHead();
                service.write(
                        """
                        HTTP/1.1 503 Service Unavailable\r
                        Content-Type: application/problem+json\r
                        Content-Length: 2\r
                        Retry-After: 1\r
                        Connection: close\r
                        \r
                        {}""");
                var answer = client.readHead();
                assertThat(answer.line()).startsWith("HTTP/1.1 503 ");
                assertThat(answer.headers()).containsEntry("retry-after", "1");
                assertThat(client.read(2)).asString(UTF_8).isEqualTo("{}");
            }
        }
    }

    @Test
    void chunks_that_are_malformed_are_no_end_of_a_stream() throws Exception {
        try (var client = client()) {
            client.write(STREAM).writeChunk("line 1\n").write("not a length\r\n");
            try (var service = service()) {
                service.readHead();
                assertThat(service.readChunkedLine()).isEqualTo("line 1\n");
                assertThat(service.isClosed()).isTrue();
            }
        }
    }
}
