package org.demarche.cli.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.demarche.cli.projection.EventStream.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventStreamTest {

    @Test
    void fields_that_say_nothing_here_are_passed_over_and_half_an_event_is_none()
            throws IOException {
        var text =
                ": here\n\nid: 1\nevent: progress\ndata: {\"a\":\ndata: 1}\n\ndata:{}\r\n\r\nevent: end\ndata: {";

        try (var events = stream(new ByteArrayInputStream(text.getBytes(UTF_8)), 60_000)) {
            assertThat(events.next()).contains(new Event("progress", "{\"a\":\n1}"));
            assertThat(events.next()).contains(new Event("message", "{}"));
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void a_stream_that_falls_silent_is_given_up() throws IOException {
        try (var events = stream(new Silent(), 1)) {
            assertThatThrownBy(events::next).isInstanceOf(IOException.class).hasMessage("closed");
        }
    }

    private static EventStream stream(InputStream in, long silenceMillis) {
        return new EventStream(in, Duration.ofMillis(silenceMillis));
    }

    /** As the HTTP client's: nothing comes until it is closed, and that is a failure. */
    private static final class Silent extends InputStream {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
