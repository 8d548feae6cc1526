package org.demarche.log.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.demarche.log.event.UnreadableEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records in the topic of tokens, which must be readable for ever. */
class AccessTokenCodecTest {

    private static final String ID = "m3k9x2p4q7r1";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/tokens.v1.ndjson");

    @Test
    void a_token_is_written_as_it_was_read() throws Exception {
        for (var line : Files.readAllLines(GOLDEN)) {
            var token = AccessTokenCodec.read(record(ID, line));

            assertThat(new String(AccessTokenCodec.value(token), UTF_8)).isEqualTo(line);
            assertThat(new String(AccessTokenCodec.key(token), UTF_8)).isEqualTo(ID);
        }
    }

    @Test
    void fields_to_come_are_passed_over() throws Exception {
        var line = Files.readAllLines(GOLDEN).getFirst();
        var later = line.replace("\"name\"", "\"scope\":[\"x\"],\"name\"");

        assertThat(AccessTokenCodec.read(record(ID, later)))
                .isEqualTo(AccessTokenCodec.read(record(ID, line)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "m3k9x2p4q7r1"        | "M3K9"                  | 'M3K9' is not the id of a token
                    "m3k9x2p4q7r1"        | "a3k9x2p4q7r1"          | its key is not its id
                    ["code"]              | ["editor"]              | must be read, code, operate or admin, but is 'editor'
                    ["code"]              | []                      | the token has no role
                    "Desk, night"         | " "                     | the token has no name
                    "Desk, night"         | 7                       | name is missing
                    "0123456789abcdef0123 | "0123456789ABCDEF0123   | its digest must be 64 hexadecimal digits
                    2026-01-02T03:04:05Z  | yesterday               | Text 'yesterday' could not be parsed at index 0
                    "expiresAt":null      | "expiresAt":7           | expiresAt is missing
                    """)
    void what_is_no_token_is_refused(String from, String to, String reason) throws Exception {
        var line = Files.readAllLines(GOLDEN).getFirst();
        var broken = line.replace(from, to);
        assertThat(broken).isNotEqualTo(line);

        assertThatThrownBy(() -> AccessTokenCodec.read(record(ID, broken)))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage(reason);
    }

    @Test
    void a_revocation_is_final() throws Exception {
        var lines = Files.readAllLines(GOLDEN);
        var standing = AccessTokenCodec.read(record(ID, lines.getFirst()));
        var revoked = AccessTokenCodec.read(record(ID, lines.getLast()));

        assertThat(standing.then(revoked)).isEqualTo(revoked);
        assertThat(revoked.then(standing).revoked()).isEqualTo(revoked.revoked());
    }

    static ConsumerRecord<byte[], byte[]> record(String key, String value) {
        return new ConsumerRecord<>("tokens", 0, 0, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }
}
