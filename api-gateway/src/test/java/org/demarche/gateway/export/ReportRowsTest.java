package org.demarche.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.filed;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.FAVOR;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReportRowsTest {

    private static final String ROWS = "/v1/export/reports?format=csv";
    private static final Filed N1 =
            (Filed) filed("norland", "river-treaty", "n1", FAVOR, "2024-03-01");
    private static final Filed N1_AGAIN =
            (Filed) filed("norland", "river-treaty", "n1", AGAINST, "2024-03-01");
    private static final Filed S1 =
            (Filed) filed("sudland", "river-treaty", "s1", FAVOR, "2024-03-02");

    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start();
        stack.register(Reports.NORLAND, Reports.SUDLAND, Reports.TREATY, Reports.DAILY);
        stack.append(record(N1, 0));
        stack.append(record(S1, 0));
        stack.append(
                record(
                        new Corrected(
                                N1.report(),
                                N1_AGAIN.body(),
                                N1.resolved(),
                                N1_AGAIN.digest(),
                                Reports.RECORDED),
                        1));
        stack.append(record(new Retracted(S1.report(), "an error", Reports.RECORDED), 1));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void each_report_is_a_row_with_what_it_says_now_and_the_number_of_its_last_event() {
        var answer = stack.get(ROWS);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("text/csv; charset=utf-8; header=present");
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"reports.csv\"");
        var lines = answer.body().split("\r\n");
        assertThat(lines[0]).startsWith("report,event,retracted,id,holder,issue,stance,saidOn,");
        assertThat(lines[1])
                .startsWith("norland.river-treaty.n1,1,,,norland,river-treaty,against,2024-03-01,");
        assertThat(lines[2])
                .startsWith(
                        "sudland.river-treaty.s1,1,yes,,sudland,river-treaty,favor,2024-03-02,");
        assertThat(lines).hasSize(3);
    }

    @Test
    void one_actor_alone_and_a_byte_order_mark_can_be_asked_for() {
        var body = stack.get(ROWS + "&actor=Sudland&bom=true").body();

        assertThat(body).startsWith("\uFEFFreport,");
        assertThat(body.split("\r\n")).hasSize(2);
    }

    @Test
    void what_only_the_log_has_is_refused_for_rows() {
        for (var wrong :
                List.of(
                        "?format=xls",
                        "?format=csv&cursor=bm9ybGFuZC8xLzEvMjAyNS0wMS0wMVQwMDowMDowMFo",
                        "?bom=true",
                        "?format=csv&actor=Nobody")) {
            assertThat(stack.get("/v1/export/reports" + wrong).statusCode())
                    .as(wrong)
                    .isIn(400, 404);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(ReportEvent event, int number) {
        return new ReportCodec()
                .encode(stack.config().topics().reports(), event, number, "/v1/reports");
    }
}
