package org.demarche.log.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that other writers may write, with their meaning, in {@code accepted.txt}. */
class OddRecordsTest {

    private static final ReportCodec CODEC = new ReportCodec();

    record Odd(String name, AlteredRecord odd, AlteredRecord plain) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Odd> records() {
        return AlteredRecord.table("/accepted.txt").stream()
                .map(
                        line ->
                                new Odd(
                                        line[0],
                                        new AlteredRecord(line[1], line[2], line[3], line[4]),
                                        new AlteredRecord(line[1], line[2], line[3], line[5])));
    }

    @ParameterizedTest
    @MethodSource("records")
    void an_odd_record_is_read_as_a_plain_one(Odd odd) throws UnreadableEvent {
        var event = CODEC.decode(odd.odd.record(), Reports.RECORDED);

        assertThat(event).isEqualTo(CODEC.decode(odd.plain.record(), Reports.RECORDED));
        assertThat(CODEC.decodeForFold(odd.odd.record(), Reports.RECORDED))
                .isEqualTo(Light.of(event));
    }
}
