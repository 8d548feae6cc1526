package org.demarche.gateway.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.demarche.gateway.read.Answered;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.registry.RegistryController;
import org.demarche.gateway.statement.StatementController;
import org.demarche.gateway.view.PositionsCopy;
import reactor.core.publisher.Mono;

/**
 * The answers of the API for pages that this process makes. The methods that answer clients make
 * them, so a page never says anything else. All answers of one page are of one copy.
 */
@Singleton
public final class PageAnswers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern CANONICAL = Pattern.compile("<([^>]+)>; rel=\"canonical\"");

    private final PositionController position;
    private final PositionListController positions;
    private final HistoryController histories;
    private final ShiftController shifts;
    private final StatementController statements;
    private final RegistryController registry;
    private final NetworkController network;

    PageAnswers(
            PositionController position,
            PositionListController positions,
            HistoryController histories,
            ShiftController shifts,
            StatementController statements,
            RegistryController registry,
            NetworkController network) {
        this.position = position;
        this.positions = positions;
        this.histories = histories;
        this.shifts = shifts;
        this.statements = statements;
        this.registry = registry;
        this.network = network;
    }

    /** A text as a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** The question of a page, with the parameters that its answers share. */
    public Question of(HttpRequest<?> page) {
        return new Question(page, Map.of());
    }

    /** Asks for the answers of one page. The names may be any names of the registry. */
    public final class Question {

        private final HttpRequest<?> page;
        private final Map<String, String> parameters;

        private Question(HttpRequest<?> page, Map<String, String> parameters) {
            this.page = page;
            this.parameters = Map.copyOf(parameters);
        }

        /** The same question with these parameters and no others. */
        public Question with(Map<String, String> others) {
            return new Question(page, others);
        }

        /** The copy that all answers are of. */
        public PositionsCopy copy() {
            return ReadFilter.positions(request("/v1/positions"));
        }

        public Answered actor(String name) {
            var request = request("/v1/actors/" + encoded(name));
            return answered(request, registry.actor(name, request));
        }

        public Answered issue(String name) {
            var request = request("/v1/issues/" + encoded(name));
            return answered(request, registry.issue(name, request));
        }

        public Answered actors() {
            var request = request("/v1/actors");
            return answered(request, registry.actors(request));
        }

        public Answered issues() {
            var request = request("/v1/issues");
            return answered(request, registry.issues(request));
        }

        public Answered position(String actor, String issue) {
            var request = request(pair(actor, issue));
            var answer = Mono.from(position.position(actor, issue, request)).blockOptional();
            return answered(request, answer.orElseThrow());
        }

        public Answered history(String actor, String issue) {
            var request = request(pair(actor, issue) + "/history");
            return answered(request, histories.history(actor, issue, request));
        }

        public Answered explanation(String actor, String issue) {
            var request = request(pair(actor, issue) + "/explanation");
            return answered(request, histories.explanation(actor, issue, request));
        }

        public Answered positionsOf(String actor) {
            var request = request("/v1/actors/" + encoded(actor) + "/positions");
            return answered(request, positions.positionsOf(actor, request));
        }

        public Answered positionsOn(String issue) {
            var request = request("/v1/issues/" + encoded(issue) + "/positions");
            return answered(request, positions.positionsOn(issue, request));
        }

        public Answered positions() {
            var request = request("/v1/positions");
            return answered(request, positions.positions(request));
        }

        public Answered network() {
            var request = request("/v1/network");
            return answered(request, network.network(request));
        }

        public Answered shifts() {
            var request = request("/v1/shifts");
            return answered(request, shifts.shifts(request));
        }

        public Answered statements() {
            var request = request("/v1/statements");
            return answered(request, statements.statements(request));
        }

        public Answered statement(String id) {
            var request = request("/v1/statements/" + encoded(id));
            return answered(request, statements.statement(id, request));
        }

        public Answered report(String id) {
            var request = request("/v1/reports/" + encoded(id));
            return answered(request, statements.report(id, request));
        }

        private static String pair(String actor, String issue) {
            return "/v1/actors/%s/positions/%s".formatted(encoded(actor), encoded(issue));
        }

        private HttpRequest<?> request(String path) {
            var query =
                    parameters.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(one -> one.getKey() + '=' + encoded(one.getValue()))
                            .collect(Collectors.joining("&"));
            var request =
                    HttpRequest.GET(query.isEmpty() ? path : path + '?' + query)
                            .accept(MediaType.APPLICATION_JSON_TYPE);
            ReadFilter.shareReading(page, request);
            return request;
        }

        private static Answered answered(HttpRequest<?> request, HttpResponse<?> response) {
            var links = String.join(", ", response.getHeaders().getAll(HttpHeaders.LINK));
            var canonical = CANONICAL.matcher(links);
            var body = (byte[]) response.getBody().orElseThrow();
            try {
                return new Answered(
                        JSON.readTree(body),
                        request.getUri().toString(),
                        canonical.find() ? Optional.of(canonical.group(1)) : Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
