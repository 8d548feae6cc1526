package org.demarche.gateway;

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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
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

    /** Each event is said a day after the one before, so a position tells how new it is. */
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
                                for (var event = 1; !isOver; event++) {
                                    publish(stack, event);
                                }
                                return null;
                            });
            var readers = new ArrayList<Callable<Integer>>();
            for (var reader = 0; reader < 4; reader++) {
                var first = reader % gateways.size();
                readers.add(() -> read(stack, gateways, first));
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
            // events come between two looks, and the counts differ by one
            var body = swap == 0 ? "{\"force\":true}" : "";
            var decided = stack.write("POST", path, body);
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            var served = stack.get(POSITION);
            assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
            assertThat(served.headers().firstValue("Demarche-Version"))
                    .contains("positions/" + (swap % 2 == 0 ? 3 : 2));
        }
    }

    /** The event into the log, and what the workers of both versions make of it. */
    private static void publish(Stack stack, int event) {
        var day = FIRST.plusDays(event).toString();
        // another stance each day: each is a turn, and the position is held since that day
        var stance = event % 2 == 0 ? Stance.FAVOR : Stance.AGAINST;
        Map<String, byte[]> said =
                documents(filed("norland", "river-treaty", "r" + event, stance, day));
        var next = stack.log(0);
        if (event % 2 == 0) {
            stack.publish(0, next, said);
        }
        stack.build(NEXT, 0, new Mark(next, 0, Reports.RECORDED), said);
        if (event % 2 != 0) {
            stack.publish(0, next, said);
        }
    }

    /**
     * @return how often
     */
    private int read(Stack stack, List<URI> gateways, int first) throws Exception {
        var seen = Token.NONE;
        var newest = new HashMap<URI, LocalDate>();
        var reads = 0;
        try (var client = HttpClient.newHttpClient()) {
            while (!isOver) {
                var gateway = gateways.get((first + reads++) % gateways.size());
                var token = seen.merge(stack.written());
                var response = read(client, gateway, token);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                var answered =
                        Token.parse(response.headers().firstValue(Token.HEADER).orElseThrow());
                assertThat(control(answered)).isGreaterThanOrEqualTo(control(token));
                seen = seen.merge(answered);
                var day = day(response.body());
                var folded = token.next(Token.reports(0)).orElseThrow();
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
