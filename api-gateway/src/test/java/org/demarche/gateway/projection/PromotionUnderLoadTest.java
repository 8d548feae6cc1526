package org.demarche.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.gateway.Reports.documents;
import static org.demarche.gateway.Reports.filed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.demarche.gateway.Published;
import org.demarche.gateway.Reports;
import org.demarche.gateway.Stack;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.log.view.Mark;
import org.demarche.model.Stance;
import org.junit.jupiter.api.Test;

/**
 * While a version is promoted and rolled back again and again, and events keep coming, readers of
 * two gateways are never refused, and never see anything older than what they have seen.
 */
class PromotionUnderLoadTest {

    private static final VersionId NEXT = new VersionId("positions", 3);
    private static final String PROJECTION = "/v1/projections/positions";
    private static final String POSITION = "/v1/actors/norland/positions/river-treaty";
    private static final Pattern DAY = Pattern.compile("\"since\":\"(\\d{4}-\\d\\d-\\d\\d)\"");
    private static final int SWAPS = 20;

    /** So far one of both versions may be ahead. */
    private static final int GROUP = 20;

    /** Each event is said a day after the previous one, so a position tells how new it is. */
    private static final LocalDate FIRST = LocalDate.parse("1990-01-01");

    private volatile boolean isOver;

    @Test
    void nobody_is_refused_and_nothing_steps_back() throws Exception {
        try (var stack = Stack.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stack.register(Reports.NORLAND, Reports.TREATY, Reports.DAILY);
            var gateways = List.of(stack.uri(), stack.startAnother());
            stack.write("POST", PROJECTION + "/replays", "{\"promote\":\"manual\"}");
            publish(stack, 0);
            stack.await(all -> all.version(NEXT).orElseThrow().label().equals("ready"));
            var writer =
                    threads.submit(
                            () -> {
                                for (var group = 1; !isOver; group++) {
                                    publish(stack, group);
                                }
                                return null;
                            });
            var readers = new ArrayList<Callable<Integer>>();
            for (var reader = 0; reader < 4; reader++) {
                var first = reader % gateways.size();
                var isTold = reader < gateways.size();
                readers.add(() -> read(stack, gateways, first, isTold));
            }
            var reading = readers.stream().map(threads::submit).toList();

            try {
                swap(stack);
            } finally {
                isOver = true;
            }

            writer.get();
            for (var reads : reading) {
                assertThat(reads.get()).isGreaterThan(SWAPS);
            }
        }
    }

    private static void swap(Stack stack) {
        for (var swap = 0; swap < SWAPS; swap++) {
            var path = swap == 0 ? PROJECTION + "/versions/3/promotion" : PROJECTION + "/rollback";
            // one of both may be ahead: then their counts differ
            var to = swap % 2 == 0 ? 3 : 2;
            var body = swap == 0 ? "{\"force\":true}" : "{\"to\":%d}".formatted(to);
            var decided = stack.write("POST", path, body);
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            var served = stack.get(POSITION);
            assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
            assertThat(served.headers().firstValue("Demarche-Version")).contains("positions/" + to);
        }
    }

    /**
     * Some events into the log, and what the workers of both versions make of them: now those of
     * the one are ahead, and now those of the other.
     */
    private static void publish(Stack stack, int group) {
        var events = IntStream.range(group * GROUP, (group + 1) * GROUP).boxed().toList();
        var next = events.stream().map(_ -> stack.log(0)).toList();
        var isNextFirst = group % 2 == 0;
        for (var version :
                isNextFirst ? List.of(NEXT, Stack.VERSION) : List.of(Stack.VERSION, NEXT)) {
            for (var i = 0; i < GROUP; i++) {
                var mark = new Mark(next.get(i), 0, Reports.RECORDED);
                stack.build(version, 0, mark, said(events.get(i)).documents());
            }
        }
    }

    private static Published said(int event) {
        var day = FIRST.plusDays(event).toString();
        return documents(filed("norland", "river-treaty", "r" + event, Stance.FAVOR, day));
    }

    /**
     * @param isTold whether it knows of each event that was published, and will not miss it
     * @return how often
     */
    private int read(Stack stack, List<URI> gateways, int first, boolean isTold) throws Exception {
        var seen = Token.NONE;
        var newest = new HashMap<URI, LocalDate>();
        var reads = 0;
        try (var client = HttpClient.newHttpClient()) {
            while (!isOver) {
                var gateway = gateways.get((first + reads++) % gateways.size());
                var written = stack.written();
                var token = isTold ? seen.merge(written) : seen;
                var response = read(client, gateway, token);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                var answered =
                        Token.parse(response.headers().firstValue(Token.HEADER).orElseThrow());
                assertThat(control(answered)).isGreaterThanOrEqualTo(control(token));
                seen = seen.merge(answered);
                var day = day(response.body());
                var folded = token.next(Token.reports(0)).orElse(1);
                assertThat(day)
                        .isAfterOrEqualTo(FIRST.plusDays(folded - 1))
                        .isAfterOrEqualTo(newest.getOrDefault(gateway, FIRST));
                newest.put(gateway, day);
            }
        }
        return reads;
    }

    private static HttpResponse<String> read(HttpClient client, URI gateway, Token token)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(gateway.resolve(POSITION))
                        .header(Token.HEADER, token.toString())
                        .build(),
                BodyHandlers.ofString());
    }

    private static LocalDate day(String body) {
        var days = DAY.matcher(body);
        assertThat(days.find()).as(body).isTrue();
        return LocalDate.parse(days.group(1));
    }

    private static long control(Token token) {
        return token.next(Token.CONTROL).orElse(0);
    }
}
