package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.demarche.log.Token;
import org.demarche.log.VersionId;
import org.demarche.model.Await;
import org.junit.jupiter.api.Test;

/** The promises about versions that are built while reports come in. */
interface VersionContract {

    int REPLAYED = 3_000;
    int REPLAYED_ISSUES = 40;

    ContractStack stack();

    /** A version is built while a position service is killed and reports come in. */
    @Test
    default void a_replay_is_served_by_itself_as_the_fold_of_the_log_and_can_be_taken_back()
            throws Exception {
        fileOnManyIssues(REPLAYED);
        VersionId next;
        try (var one = stack().services().startWorker();
                var other = stack().services().startWorker()) {
            next =
                    stack().versions()
                            .replay("positions", "{\"promote\": \"auto\", \"throttle\": 300}");
            Await.until("half is folded", () -> isHalfFolded(next));
            var filing = Filing.begin(stack().services().api(), VersionContract::slowly);

            foldingMost(next, one, other).kill();
            assertThat(stack().versions().state(next)).isIn("replaying", "catching-up");
            stack().versions().change(next, "{\"throttle\": null}");
            filing.awaitMore(20);
            stack().versions().awaitLive(next);
            filing.awaitMore(20);
            filing.stop();
        }

        assertServed(next, stack().log().end());
        stack().versions().awaitEnd(ContractStack.VERSION);
        var differing = stack().versions().differing(ContractStack.VERSION);
        var folded = stack().log().folded();
        assertThat(differing.path("same").asInt())
                .isEqualTo(folded.documents().size() + folded.shifts().size());
        for (var kind : List.of("onlyHere", "onlyThere", "differ")) {
            assertThat(differing.path(kind).asInt()).as(kind).isZero();
        }

        stack().fileOneEach("since");
        var end = stack().log().end();
        var back = Token.parse(stack().versions().rollBack("positions").token());
        assertServed(ContractStack.VERSION, end.merge(back));

        stack().fileOneEach("gone-back");
        var again = Token.parse(stack().versions().promote(next).token());
        assertServed(next, stack().log().end().merge(again));
        stack().assertServedAsFolded();
    }

    /** Seeds that a new stack declares may be declared of a log that is there, too. */
    @Test
    default void what_is_declared_counts_what_stands_whenever_it_was_declared() throws Exception {
        var coverage = Demarche.HOME.resolve("seeds/projections/coverage.json");
        var definition = Files.readString(coverage);
        var first = stack().versions().declare(definition);
        stack().versions().awaitLive(first);
        stack().file(ContractStack.report("covered-1", 1, "favor"));
        stack().file(ContractStack.report("covered-2", 2, "favor").replace("daily", "monthly"));
        amend(
                "land-1.bridge.covered-1/corrections",
                ContractStack.report("covered-1", 1, "against").replace("daily", "weekly"));
        amend("land-2.bridge.covered-2/retractions", "{\"reason\": \"It was never said\"}");

        var later =
                stack().versions()
                        .declare(definition.replace("\"coverage\"", "\"coverage-later\""));
        stack().versions().awaitLive(later);
        stack().versions().awaitEnd(first);
        stack().versions().awaitEnd(later);

        var weekly =
                """
                {"key":"weekly","reports":1,"byStance":{"against":1},"actors":{"count":1,"values":["land-1"]},"lastSaid":"2024-02-29"}""";
        var documents = documents(first);
        assertThat(documents).contains(weekly).doesNotContain("monthly");
        assertThat(documents(later)).isEqualTo(documents);
        var tried =
                stack().services().api().post("/v1/projections?dryRun=10000", Api.JSON, definition);
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.json().path("documents")).contains(Api.parse(weekly));
        assertThat(tried.json().path("faults")).isEmpty();
        stack().assertServedAsFolded();
    }

    private String documents(VersionId version) throws IOException {
        var path = "/v1/projections/%s/documents?limit=1000".formatted(version.projection());
        var answer = stack().services().api().get(path);
        assertThat(answer.version()).isEqualTo(version.toString());
        return answer.body();
    }

    private void amend(String path, String body) throws IOException {
        var answer = stack().services().api().post("/v1/reports/" + path, Api.JSON, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Positions alone: what else is stored is compared at the end of the test. */
    private void assertServed(VersionId version, Token token) throws IOException {
        var expected = stack().log().positions();
        for (var position : expected.entrySet()) {
            var answer = stack().services().api().get(position.getKey(), token);
            assertThat(answer.version()).isEqualTo(version.toString());
            assertThat(answer.body()).isEqualTo(position.getValue());
        }
    }

    /** The n-th report beside those that are replayed; a few a second, for each is compared. */
    private static String slowly(int n) {
        Await.breathe();
        return ContractStack.report("meanwhile-" + n, n, "conditional")
                .replace("bridge", "replayed-" + n % REPLAYED_ISSUES);
    }

    private boolean isHalfFolded(VersionId version) throws IOException {
        var progress = stack().versions().progress(version);
        return progress.path("folded").asLong() * 2 >= progress.path("total").asLong();
    }

    /** The one of these that has the most of a version still to fold. */
    private static ServiceProcess foldingMost(
            VersionId version, ServiceProcess one, ServiceProcess other) throws Exception {
        // the first one may have all of it when they start, and each says its lag once a second
        Await.until("one folds it", () -> one.lag(version) + other.lag(version) > 0);
        return one.lag(version) > other.lag(version) ? one : other;
    }

    /** So that there are many documents. */
    private void fileOnManyIssues(int reports) throws IOException {
        for (var n = 0; n < REPLAYED_ISSUES; n++) {
            var issue = "{\"name\": \"Issue %d\", \"proposition\": \"Do it\"}";
            stack().register("/v1/issues/replayed-" + n, issue, n);
        }
        var stances = List.of("favor", "conditional", "against", "none");
        var lines =
                IntStream.range(0, reports)
                        .mapToObj(
                                n ->
                                        ContractStack.report(
                                                        "replayed-" + n,
                                                        n,
                                                        stances.get(n / 320 % 4))
                                                .replace(
                                                        "bridge",
                                                        "replayed-" + n / 8 % REPLAYED_ISSUES))
                        .collect(Collectors.joining("\n"));
        var answer = stack().services().api().post("/v1/reports?results=errors", Api.NDJSON, lines);
        var summary = answer.body().lines().map(Api::parse).toList().getLast().path("summary");
        assertThat(summary.path("created").asInt()).as(answer.body()).isEqualTo(reports);
    }
}
