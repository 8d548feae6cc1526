package org.demarche.bench.workplace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.result.BenchReport;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void a_failure_of_any_kind_is_one_sentence() throws Exception {
        assertThat(failing(new BenchException("The gateway has ended")))
                .isEqualTo("The gateway has ended");
        assertThat(failing(new ConnectException("Connection refused")))
                .isEqualTo("The measurement failed: ConnectException: Connection refused");
        assertThat(failing(new TimeoutException()))
                .isEqualTo("The measurement failed: TimeoutException");
    }

    @Test
    void a_failure_of_another_thread_is_what_it_failed_of() throws Exception {
        assertThat(failing(new ExecutionException(new BenchException("A report was refused"))))
                .isEqualTo("A report was refused");
        assertThat(
                        failing(
                                new ExecutionException(
                                        new CompletionException(new BenchException("It is over")))))
                .isEqualTo("It is over");
    }

    @Test
    void the_sooner_of_two_ends_counts() {
        var whole = TimeLimit.in(Duration.ofMinutes(5));

        assertThat(whole.orIn(Duration.ofMinutes(30))).isEqualTo(whole);
        assertThat(whole.orIn(Duration.ofMinutes(3)).left())
                .isLessThanOrEqualTo(Duration.ofMinutes(3));
    }

    private String failing(Exception failure) throws Exception {
        said.reset();
        var printed = new PrintStream(said, true, UTF_8);
        var measurement =
                new Measurement(printed, printed) {
                    @Override
                    protected BenchReport measure(Workplace workplace) throws Exception {
                        throw failure;
                    }
                };

        assertThat(measurement.call()).isEqualTo(1);
        return said.toString(UTF_8).strip();
    }
}
