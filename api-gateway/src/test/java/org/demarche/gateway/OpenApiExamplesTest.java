package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.demarche.gateway.OpenApi.Operation;
import org.demarche.log.access.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every read of the document is done as its examples have it: with all its parameters and with
 * those alone that it requires, in each media type. The answer is the one that the document shows.
 */
class OpenApiExamplesTest {

    private static final OpenApi DOCUMENT = OpenApi.DOCUMENT;

    private static Stack stack;

    @BeforeAll
    static void start() {
        var admin = Secret.fresh();
        stack =
                Stack.start(
                                Map.of(
                                        "demarche.auth",
                                        "tokens",
                                        "demarche.auth.admin",
                                        admin.digest()))
                        .signIn(admin);
        ExampleWorld.fill(stack);
        stack.tell(ExampleWorld.TOKEN);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static Stream<Operation> reads() {
        return DOCUMENT.operations().stream().filter(one -> one.method().equals("GET"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void an_example_is_answered_as_the_document_shows(Operation read) {
        var content = DOCUMENT.resolve(read.node().at("/responses/200")).path("content");
        for (var type : content.properties()) {
            for (var name : names(type.getValue())) {
                var response = ask(read, type.getKey(), name, _ -> true);

                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                assertThat(DOCUMENT.faults(read, response)).isEmpty();
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .startsWith(type.getKey());
                example(type.getValue(), name).ifPresent(shown -> assertSame(shown, response));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reads")
    void what_is_not_required_can_be_left_out(Operation read) {
        var response = ask(read, "*/*", "", parameter -> parameter.path("required").asBoolean());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(DOCUMENT.faults(read, response)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WrongParameter | */*       | /v1/positions?limit=0
                    UnknownName    | */*       | /v1/actors/norlnd
                    RuleGone       | */*       | /v1/positions?actor=norland&rule=latest-own/9
                    AmbiguousName  | */*       | /v1/actors/JD%20Roe
                    NotFound       | */*       | /v1/reports/norland.river-treaty.r9
                    NotAcceptable  | image/png | /v1/actors/norland
                    NoDocument     | */*       | /v1/projections/positions/documents?version=9
                    UnknownProjection | */*    | /v1/projections/position
                    UnknownProblem | */*       | /problems/takn
                    NoDeadLetter   | */*       | /v1/dead-letters/0-9
                    """)
    void a_refusal_is_as_the_document_shows(String name, String accepted, String path) {
        var shown =
                DOCUMENT.root()
                        .at("/components/responses/%s/content".formatted(name))
                        .at("/application~1problem+json/example");

        assertSame(shown, stack.get(path, "Accept", accepted));
    }

    /**
     * @param example of which name; parameters that have no such one are given their first
     */
    private static HttpResponse<String> ask(
            Operation read, String accepted, String example, Predicate<JsonNode> with) {
        var path = read.path();
        var query = new ArrayList<String>();
        var headers = new ArrayList<>(List.of("Accept", accepted));
        for (var parameter : DOCUMENT.parameters(read).filter(with).toList()) {
            var given = example(parameter, example).map(OpenApiExamplesTest::text);
            if (given.isEmpty()) {
                continue;
            }
            var name = parameter.get("name").asText();
            var value = given.get();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace('{' + name + '}', encoded(value));
                case "query" -> query.add(name + '=' + encoded(value));
                // the stack sends the token of what is written; an example would have it not wait
                case "header" -> {
                    if (!name.equals("Demarche-Token")) {
                        headers.addAll(List.of(name, value));
                    }
                }
                default -> throw new IllegalStateException(parameter.toString());
            }
        }
        var address = query.isEmpty() ? path : path + '?' + String.join("&", query);
        return stack.get(address, headers.toArray(String[]::new));
    }

    /** Of the examples of a media type, which are those of the parameters with these names. */
    private static List<String> names(JsonNode mediaType) {
        return mediaType.has("examples")
                ? mediaType.get("examples").propertyStream().map(Map.Entry::getKey).toList()
                : List.of("");
    }

    private static Optional<JsonNode> example(JsonNode declared, String name) {
        var named = OpenApi.examples(declared);
        return Optional.ofNullable(named.get(name)).or(() -> named.values().stream().findFirst());
    }

    private static void assertSame(JsonNode shown, HttpResponse<String> response) {
        if (shown.isTextual()) {
            assertThat(unmeasured(response.body()))
                    .isEqualToNormalizingNewlines(unmeasured(shown.asText()));
        } else {
            assertThat(OpenApi.json(unmeasured(response.body())))
                    .withFailMessage("The document shows another answer than %s", response.body())
                    .isEqualTo(OpenApi.json(unmeasured(shown.toString())));
        }
    }

    /**
     * Speeds and sizes are not compared: the machine decides them, and when they are known. Nor is
     * the clock.
     */
    private static String unmeasured(String body) {
        return body.replaceAll(
                        "\"(eventsPerSecond|growthPerSecond|bytes)\":([0-9.]+|null)", "\"$1\":0")
                .replaceAll("\"recorded\":\"[^\"]+\"", "\"recorded\":\"\"")
                .replaceAll("(?m)^(\\d+),[0-9T:.Z-]+,version-", "$1,,version-")
                .replaceAll("(?m)^(\\d+-\\d+),[0-9T:.Z-]+,", "$1,,")
                // a stack of tests has topics of its own
                .replaceAll("gateway-[0-9a-f-]{36}", "demarche");
    }

    private static String text(JsonNode example) {
        return example.isArray()
                ? example.valueStream().map(JsonNode::asText).collect(joining(","))
                : example.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
