package org.demarche.ingest.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever pieces a stream arrives in, its lines are the same. */
class LineReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000, 100_000})
    void lines_are_numbered_and_blank_ones_passed_over(int piece) throws IOException {
        assertThat(lines("a\n\n  \r\nbb\r\n\tc\n", piece))
                .containsExactly("1:a", "4:bb\r", "5:\tc");
        assertThat(lines("a\nb", piece)).containsExactly("1:a", "2:b");
        assertThat(lines("", piece)).isEmpty();
        assertThat(lines("\n\n", piece)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 100_000})
    void a_line_of_the_longest_length_is_read_and_a_longer_one_is_not_held(int piece)
            throws IOException {
        var longest = "x".repeat(10);
        assertThat(lines(longest + "\n" + longest + "y\n" + longest, piece))
                .containsExactly("1:" + longest, "2:too long", "3:" + longest);
        assertThat(lines("x".repeat(200_000) + "\nz", piece)).containsExactly("1:too long", "2:z");
    }

    private static List<String> lines(String text, int piece) throws IOException {
        var reader = new LineReader(inPieces(text, piece), 10, new Deadline(Duration.ofMinutes(1)));
        var lines = new ArrayList<String>();
        for (var line = reader.next(); line != null; line = reader.next()) {
            var bytes = line.bytes();
            lines.add(
                    line.number() + ":" + (bytes == null ? "too long" : new String(bytes, UTF_8)));
        }
        return lines;
    }

    private static InputStream inPieces(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int wanted) {
                return super.read(target, offset, Math.min(wanted, piece));
            }
        };
    }
}
