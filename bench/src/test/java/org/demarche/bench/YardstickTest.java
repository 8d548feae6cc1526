package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.result.MemoryLog;
import org.demarche.bench.yardstick.Yardstick;
import org.demarche.log.event.ReportCodec;
import org.junit.jupiter.api.Test;

class YardstickTest {

    @Test
    void the_yardstick_reads_of_each_report_what_the_codec_reads() throws Exception {
        var log = new MemoryLog();
        var codec = new ReportCodec();
        var yardstick = new Yardstick();
        var reports = new SyntheticReports(5, 500);
        while (reports.hasNext()) {
            var record = log.append(reports.next(), 0);
            var recorded = Instant.ofEpochMilli(record.timestamp());

            assertThat(yardstick.decode(record, recorded))
                    .isEqualTo(codec.decode(record, recorded));
        }
    }
}
