package org.demarche.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * A proxy and the gateway must agree where a request ends, or the rest of one is a request of
 * somebody else. So what two readers may read differently is refused, and nothing behind it is
 * read.
 */
class FramingTest {

    private static final String NEXT = "GET /v1/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(Map.of("demarche.ingest.url", "http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/framing.txt",
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false)
    void is_refused_and_ends_the_connection(String name, String request) throws Exception {
        try (var client = Wire.to(stack.port())) {
            client.write(bytes(request) + NEXT);

            var answer = client.readHead();
            assertThat(answer.line()).matches("HTTP/1\\.[01] 400 .*");
            client.read(Integer.parseInt(answer.headers().get("content-length")));
            assertThat(client.isClosed()).as("nothing more is answered").isTrue();
        }
    }

    /** A semicolon ends a line, and a caret is a control character. */
    private static String bytes(String request) {
        return request.substring(1).replace(";", "\r\n").replace('^', '\u0001');
    }
}
