package org.demarche.log.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which a record is not read, and where it stands, in {@code refusals.txt}. */
class RefusalsTest {

    /** One for all, so that each record is also read after others. */
    private static final ReportCodec CODEC = new ReportCodec();

    record Refusal(String name, AlteredRecord altered, String where, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Refusal> refusals() {
        return AlteredRecord.table("/refusals.txt").stream()
                .map(
                        line ->
                                new Refusal(
                                        line[0],
                                        new AlteredRecord(line[1], line[2], line[3], line[4]),
                                        line[5],
                                        line[6]));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_faulty_record_is_refused_with_its_reason_and_place(Refusal refusal) {
        var record = refusal.altered.record();

        assertRefused(refusal, () -> CODEC.decode(record, Reports.RECORDED));
        assertRefused(refusal, () -> CODEC.decodeForFold(record, Reports.RECORDED));
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable decoding) {
        var fault = catchThrowableOfType(UnreadableEvent.class, decoding);

        assertThat(fault).isNotNull();
        assertThat(fault.where()).isEqualTo(refusal.where);
        assertThat(fault.reason()).isEqualTo(refusal.reason);
    }
}
