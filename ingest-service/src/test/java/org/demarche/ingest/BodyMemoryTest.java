package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory of a body is free again after its request, whatever became of the request. */
class BodyMemoryTest {

    private static final int REQUESTS = 3_000;
    private static final String SPACES = " ".repeat(1_500);

    private static RunningIngest ingest;

    /** A request, with the status of its answer. */
    enum Kind {
        TAKEN(200, "", "identity"),
        REFUSED_UNREAD(400, "?x=1", "identity"),
        OF_UNKNOWN_ENCODING(415, "", "br"),
        OF_DAMAGED_ENCODING(400, "", "gzip");

        private final int status;
        private final String query;
        private final String encoding;

        Kind(int status, String query, String encoding) {
            this.status = status;
            this.query = query;
            this.encoding = encoding;
        }

        int send() {
            return ingest.send(
                            "POST",
                            "/v1/reports" + query,
                            Samples.report("kept") + SPACES,
                            "Content-Type",
                            "application/json",
                            "Content-Encoding",
                            encoding)
                    .status();
        }
    }

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start("memory");
        Samples.register(ingest);
        ingest.post(Samples.report("kept"));
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_request_keeps_the_memory_of_its_body(Kind kind) {
        IntStream.range(0, 100).forEach(_ -> kind.send());
        var before = PlatformDependent.usedDirectMemory();

        var answers = IntStream.range(0, REQUESTS).mapToObj(_ -> kind.send());

        assertThat(answers).containsOnly(kind.status);
        assertThat(PlatformDependent.usedDirectMemory() - before)
                .isLessThan(REQUESTS * (long) SPACES.length() / 2);
    }
}
