package org.demarche.gateway.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.ascribed;
import static org.demarche.gateway.Reports.corrected;
import static org.demarche.gateway.Reports.filed;
import static org.demarche.gateway.Reports.retracted;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.model.Stance.NONE;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.demarche.gateway.LiveLog;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.gateway.World;
import org.demarche.log.kafka.Topics;
import org.demarche.model.PointInTime;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions on a day, and as they were known at an instant. */
class PointInTimeTest {

    private static final String TREATY = "/v1/actors/norland/positions/river-treaty";
    private static final List<String> READS =
            List.of(
                    TREATY,
                    "/v1/actors/norland/positions",
                    "/v1/issues/river-treaty/positions",
                    "/v1/positions");

    private static final List<Stance> STANCES = List.of(FAVOR, CONDITIONAL, AGAINST, NONE);

    private Stack stack;
    private LiveLog log;

    @BeforeEach
    void start() {
        stack = Stack.start();
        stack.register(
                Reports.NORLAND, Reports.SUDLAND, Reports.TREATY, Reports.TOLLS, Reports.DAILY);
        log = new LiveLog(stack);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private void appendWorld() {
        log.append(
                treaty("r1", AGAINST, "2024-03-01"),
                treaty("r2", FAVOR, "2024-05-01"),
                ascribed(
                        "sudland", "norland", "river-treaty", "r3", AGAINST, "2024-04-01", "daily"),
                treaty("r4", CONDITIONAL, "2024-03-10/2024-04-20"),
                corrected(treaty("r2", NONE, "2024-05-02")),
                retracted("norland", "river-treaty", "r1"),
                filed("sudland", "river-treaty", "r1", FAVOR, "2024-04-01"),
                filed("norland", "river-tolls", "r1", FAVOR, "2024-06-01"),
                corrected(treaty("r1", AGAINST, "2024-02-01")));
    }

    @Test
    void a_position_is_that_of_the_day_and_of_what_was_known() {
        appendWorld();
        for (var asOf :
                days(
                        "2024-01-31",
                        "2024-03-01",
                        "2024-03-10",
                        "2024-04-20",
                        "2024-05-01",
                        "2030-01-01")) {
            for (var n = -1; n <= log.size(); n++) {
                var asKnown = n == log.size() ? null : LiveLog.recorded(n);
                for (var uncertain : new boolean[] {false, true}) {
                    var time = new PointInTime(asOf, asKnown, uncertain && asOf != null);
                    assertThat(read(TREATY, time))
                            .as("%s", time)
                            .isEqualTo(log.position("norland", "river-treaty", time));
                }
            }
        }
    }

    @Test
    void a_day_as_known_is_its_end() {
        appendWorld();

        assertThat(stack.get(TREATY + "?asKnown=2025-01-01").body())
                .isEqualTo(stack.get(TREATY + "?asKnown=2025-01-01T16:00:00Z").body())
                .isNotEqualTo(stack.get(TREATY + "?asKnown=2025-01-01T15:59:59.999Z").body());
        assertThat(stack.get(TREATY + "?asKnown=2025-01-01T17:00:00%2B01:00").body())
                .isEqualTo(stack.get(TREATY + "?asKnown=2025-01-01T16:00:00Z").body());
    }

    @Test
    void lists_name_what_was_known_then() {
        appendWorld();
        for (var time :
                List.of(
                        PointInTime.asOf(LocalDate.parse("2024-04-20")),
                        PointInTime.asKnown(LiveLog.recorded(6)),
                        new PointInTime(
                                LocalDate.parse("2024-03-12"), LiveLog.recorded(7), true))) {
            var treaty = log.position("norland", "river-treaty", time);
            var sudland = log.position("sudland", "river-treaty", time);
            var tolls =
                    time.knows(LiveLog.recorded(7))
                            ? log.position("norland", "river-tolls", time) + ","
                            : "";

            assertThat(read(READS.get(1), time))
                    .isEqualTo(
                            "{\"actor\":\"norland\",\"items\":[%s%s],\"next\":null}"
                                    .formatted(tolls, treaty));
            assertThat(read(READS.get(2), time))
                    .isEqualTo(
                            "{\"issue\":\"river-treaty\",\"items\":[%s,%s],\"next\":null}"
                                    .formatted(treaty, sudland));
            assertThat(read(READS.get(3), time))
                    .isEqualTo(
                            "{\"items\":[%s%s,%s],\"next\":null}"
                                    .formatted(tolls, treaty, sudland));
        }
    }

    @Test
    void before_the_first_report_there_is_the_null_position_and_no_list_names_it() {
        appendWorld();
        var before = PointInTime.asKnown(LiveLog.recorded(-1));

        assertThat(stack.get(TREATY + "?asOf=1999-12-31"))
                .returns(200, HttpResponse::statusCode)
                .returns(read(TREATY, before), HttpResponse::body);
        assertThat(read(TREATY, before))
                .startsWith("{\"actor\":\"norland\",\"issue\":\"river-treaty\",\"stance\":null");
        assertThat(read(READS.get(1), before))
                .isEqualTo("{\"actor\":\"norland\",\"items\":[],\"next\":null}");
        assertThat(read(READS.get(2), before))
                .isEqualTo("{\"issue\":\"river-treaty\",\"items\":[],\"next\":null}");
        assertThat(read(READS.get(3), before)).isEqualTo("{\"items\":[],\"next\":null}");
    }

    /** Some sixty events, of which many move a report from one statement to another. */
    @Test
    void as_known_at_each_instant_is_byte_for_byte_what_was_served_live_then() {
        var served = new ArrayList<List<String>>();
        for (var event : life()) {
            log.append(event);
            served.add(READS.stream().map(path -> stack.get(path).body()).toList());
        }

        assertThat(served).hasSizeGreaterThan(60);
        for (var n = 0; n < served.size(); n++) {
            var then = PointInTime.asKnown(LiveLog.recorded(n));
            assertThat(READS.stream().map(path -> read(path, then)).toList())
                    .as("after event %d", n)
                    .isEqualTo(served.get(n));
        }
    }

    @Test
    void the_canonical_link_answers_the_same_bytes_whatever_is_filed_later() {
        appendWorld();
        var queries =
                List.of(
                        "",
                        "?asOf=2024-04-01",
                        "?asKnown=2025-01-02&asOf=2024-04-01&uncertain=include");
        var reads =
                READS.stream()
                        .flatMap(path -> queries.stream().map(query -> path + query))
                        .collect(Collectors.toMap(path -> path, stack::get));
        log.append(
                treaty("r9", FAVOR, "2024-03-30"),
                filed("sudland", "river-treaty", "r9", AGAINST, "2024-03-30"),
                retracted("norland", "river-treaty", "r4"));

        reads.forEach(
                (path, read) -> {
                    var link = World.cited(read);
                    assertThat(link).contains("asKnown=");
                    assertThat(link.contains("asOf=")).isEqualTo(path.contains("asOf="));
                    var cited = stack.get(link);
                    assertThat(cited.statusCode()).isEqualTo(200);
                    assertThat(cited.body()).as(path).isEqualTo(read.body());
                    assertThat(World.cited(cited)).as(path).isEqualTo(link);
                });
        assertThat(stack.get(TREATY).body()).isNotEqualTo(reads.get(TREATY).body());
    }

    @Test
    void a_citation_leaves_out_what_its_partition_has_recorded_and_not_folded_yet() {
        assertThat(Topics.partitionOf("norland", Stack.PARTITIONS))
                .isNotEqualTo(Topics.partitionOf("arvenia", Stack.PARTITIONS));
        log.append(
                treaty("r1", AGAINST, "2024-03-01"),
                filed("arvenia", "river-treaty", "r1", FAVOR, "2024-04-01"));
        var read = stack.get(TREATY);

        log.append(treaty("r2", FAVOR, "2024-05-01"), LiveLog.recorded(0).plusSeconds(1));

        assertThat(stack.get(World.cited(read)).body()).isEqualTo(read.body());
        assertThat(stack.get(TREATY).body()).isNotEqualTo(read.body());
    }

    @Test
    void what_was_folded_for_a_read_is_tagged_with_the_registry_and_not_sent_again() {
        appendWorld();
        for (var path : READS) {
            var tag = tag(path + "?asOf=2024-04-20");

            assertThat(tag).matches("\"[0-9a-f]{24}-g5\"");
            assertThat(stack.get(path + "?asOf=2024-04-20", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(tag(path)).matches("\"[0-9a-f]{24}\"");
        }
        var before = tag(TREATY + "?asOf=2024-04-20");
        stack.register(Reports.actor("westland", "Westland"));
        assertThat(tag(TREATY + "?asOf=2024-04-20")).isEqualTo(before.replace("-g5", "-g6"));
    }

    @Test
    void what_was_kept_is_not_served_after_another_report() {
        appendWorld();
        var asOf = PointInTime.asOf(LocalDate.parse("2024-05-01"));
        var before = read(TREATY, asOf);
        log.append(treaty("r5", AGAINST, "2024-05-01"));

        assertThat(read(TREATY, asOf))
                .isEqualTo(log.position("norland", "river-treaty", asOf))
                .isNotEqualTo(before);
    }

    private static List<ReportEvent> life() {
        var life = new ArrayList<ReportEvent>();
        for (var n = 0; n < 28; n++) {
            var day = "2024-%02d-%02d".formatted(1 + n % 5, 1 + n * 7 % 28);
            var holder = n % 4 == 3 ? "sudland" : "norland";
            var issue = n % 6 == 5 ? "river-tolls" : "river-treaty";
            var stance = STANCES.get(n % 4);
            life.add(
                    n % 5 == 4
                            ? ascribed("sudland", "norland", issue, "r" + n, stance, day, "daily")
                            : filed(
                                    holder,
                                    issue,
                                    "r" + n,
                                    stance,
                                    day,
                                    "daily",
                                    n % 3 == 0 ? "speech" : null));
        }
        for (var n = 0; n < 28; n++) {
            var filing = (ReportEvent.Filed) life.get(n);
            var id = filing.report();
            if (n % 3 != 2) {
                var day = "2024-%02d-%02d".formatted(1 + n % 6, 28 - n % 28);
                var other = STANCES.get((n + 1) % 4);
                life.add(corrected(filed(id.holder(), id.issue(), id.token(), other, day)));
            }
            if (n % 2 == 0) {
                life.add(retracted(id.holder(), id.issue(), id.token()));
            }
            if (n % 4 == 0) {
                life.add(corrected(filing));
            }
        }
        return life;
    }

    private String read(String path, PointInTime time) {
        var query = new ArrayList<String>();
        if (time.asOf() != null) {
            query.add("asOf=" + time.asOf());
        }
        if (time.asKnown() != null) {
            query.add("asKnown=" + time.asKnown());
        }
        if (time.uncertain()) {
            query.add("uncertain=include");
        }
        var response = stack.get(path + '?' + String.join("&", query));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private String tag(String path) {
        return stack.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private static List<@Nullable LocalDate> days(String... days) {
        var all = new ArrayList<@Nullable LocalDate>();
        all.add(null);
        for (var day : days) {
            all.add(LocalDate.parse(day));
        }
        return all;
    }

    private static ReportEvent treaty(String token, Stance stance, String saidOn) {
        return filed("norland", "river-treaty", token, stance, saidOn);
    }
}
