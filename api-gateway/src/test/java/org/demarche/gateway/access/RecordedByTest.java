package org.demarche.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.demarche.gateway.OpenApi;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.Wire;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.Secret;
import org.demarche.log.event.ReportCodec;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The log keeps who wrote an event. The gateway says it to the ingest service, and reads it. */
class RecordedByTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void the_ingest_service_hears_who_calls_and_not_what_a_client_says() throws Exception {
        var head =
                forwarded(
                        """
                        Demarche-Caller: somebody\r
                        Demarche-Caller-Roles: admin\r
                        traceparent: %s\r
                        tracestate: desk=1\r
                        """
                                .formatted(TRACE),
                        true);

        assertThat(head.headers())
                .containsEntry("demarche-caller", "Desk%2C+n%C3%AEght")
                .containsEntry("demarche-caller-roles", "code")
                .containsEntry("traceparent", TRACE)
                .containsEntry("tracestate", "desk=1")
                .doesNotContainKey("authorization");
    }

    @Test
    void where_nobody_signs_in_a_client_cannot_say_who_calls() throws Exception {
        var head =
                forwarded(
                        """
                        Demarche-Caller: somebody\r
                        Demarche-Caller-Roles: admin\r
                        traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7\r
                        tracestate: desk=1\r
                        """,
                        false);

        assertThat(head.headers())
                .doesNotContainKeys(
                        "demarche-caller", "demarche-caller-roles", "traceparent", "tracestate");
    }

    /** The head of a write as the ingest service gets it. */
    private static Wire.Head forwarded(String headers, boolean signedIn) throws Exception {
        try (var ingest = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var stack =
                        Stack.start(
                                Map.of(
                                        "demarche.ingest.url",
                                        "http://127.0.0.1:" + ingest.getLocalPort(),
                                        "demarche.auth",
                                        signedIn ? "tokens" : "off"));
                var client = Wire.to(stack.port())) {
            var authorization =
                    signedIn
                            ? "Authorization: Bearer %s\r\n"
                                    .formatted(
                                            stack.token("Desk, nîght", null, AccessRole.CODE)
                                                    .reveal())
                            : "";
            client.write(
                    """
                    POST /v1/reports HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: 2\r
                    %s%s\r
                    {}"""
                            .formatted(headers, authorization));
            ingest.setSoTimeout(Wire.PATIENCE_MILLIS);
            try (var service = new Wire(ingest.accept())) {
                return service.readHead();
            }
        }
    }

    @Test
    void an_export_can_have_what_one_access_token_wrote() {
        try (var stack = Stack.start()) {
            stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
            append(stack, filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01"), null);
            for (var token : List.of("r2", "r3")) {
                var event = filed("norland", "river-treaty", token, Stance.FAVOR, "2024-03-01");
                append(stack, event, "Desk, night");
            }
            append(
                    stack,
                    filed("norland", "river-treaty", "r4", Stance.FAVOR, "2024-03-01"),
                    "Desk");
            var address = "/v1/export/reports?recordedBy=Desk%2C%20night";

            var lines = stack.get(address).body().lines().map(OpenApi::json).toList();

            assertThat(lines.stream().map(line -> line.path("report").asText()))
                    .containsExactly("norland.river-treaty.r2", "norland.river-treaty.r3", "");
            assertThat(lines.getLast().at("/summary/events").asInt()).isEqualTo(2);
            var rest = address + "&cursor=" + lines.getFirst().get("cursor").asText();
            assertThat(stack.get(rest).body().lines()).hasSize(2);
            assertThat(stack.get(address + "&format=csv").body())
                    .contains("is only for the export of the log: leave it out with format=csv");
        }
    }

    /**
     * @param by null if nobody had to sign in
     * @return the offset behind it
     */
    private static long append(Stack stack, ReportEvent event, @Nullable String by) {
        var topic = stack.config().topics().reports();
        var encoded = new ReportCodec().encode(topic, event, 0, "/test");
        ReportCodec.sign(encoded, by);
        return stack.append(
                new ProducerRecord<>(
                        topic,
                        stack.partitionOf(event.report().holder()),
                        encoded.key(),
                        encoded.value(),
                        encoded.headers()));
    }

    @Test
    void a_report_and_an_export_say_who_wrote_each_event() {
        var admin = Secret.fresh();
        try (var stack =
                Stack.start(
                                Map.of(
                                        "demarche.auth",
                                        "tokens",
                                        "demarche.auth.admin",
                                        admin.digest()))
                        .signIn(admin)) {
            stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
            var event = filed("norland", "river-treaty", "r1", Stance.FAVOR, "2024-03-01");
            var next = append(stack, event, "Desk \"night\"");
            stack.publish(stack.partitionOf("norland"), next, documents(event).documents());

            var report = stack.get("/v1/reports/norland.river-treaty.r1");

            assertThat(OpenApi.json(report.body()).at("/events/0/recordedBy").asText())
                    .isEqualTo("Desk \"night\"");
            var line = stack.get("/v1/export/reports").body().lines().findFirst().orElseThrow();
            assertThat(OpenApi.json(line).get("recordedBy").asText()).isEqualTo("Desk \"night\"");
            stack.restart();
            assertThat(stack.get("/v1/reports/norland.river-treaty.r1").body())
                    .isEqualTo(report.body());
        }
    }
}
