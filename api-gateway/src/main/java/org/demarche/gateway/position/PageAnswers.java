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
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.registry.RegistryController;
import org.demarche.gateway.statement.StatementController;
import org.demarche.gateway.view.PositionsCopy;
import reactor.core.publisher.Mono;

/**
 * Gets the answers of the API for the pages of this process. It calls the methods that answer
 * clients, so a page never differs from the API. All answers of one page come from one copy of the
 * view.
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

    /** Encodes a text as a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Returns a question for this page, without parameters. */
    public Question of(ReadContext page) {
        return new Question(page, Map.of());
    }

    /** Asks for the answers of one page. The names may be any names of the registry. */
    public final class Question {

        private final ReadContext page;
        private final Map<String, String> parameters;

        private Question(ReadContext page, Map<String, String> parameters) {
            this.page = page;
            this.parameters = Map.copyOf(parameters);
        }

        /** Returns a question for the same page, with only these parameters. */
        public Question with(Map<String, String> others) {
            return new Question(page, others);
        }

        /** The copy of the view from which all answers come. */
        public PositionsCopy copy() {
            return page.positions();
        }

        public Answered actor(String name) {
            var read = read("/v1/actors/" + encoded(name));
            return answered(read, registry.actor(name, read));
        }

        public Answered issue(String name) {
            var read = read("/v1/issues/" + encoded(name));
            return answered(read, registry.issue(name, read));
        }

        public Answered actors() {
            var read = read("/v1/actors");
            return answered(read, registry.actors(read));
        }

        public Answered issues() {
            var read = read("/v1/issues");
            return answered(read, registry.issues(read));
        }

        public Answered position(String actor, String issue) {
            var read = read(pair(actor, issue));
            // not join(), because it wraps a refusal in another exception
            var answer = Mono.fromFuture(position.respond(actor, issue, read)).blockOptional();
            return answered(read, answer.orElseThrow());
        }

        public Answered history(String actor, String issue) {
            var read = read(pair(actor, issue) + "/history");
            return answered(read, histories.history(actor, issue, read));
        }

        public Answered explanation(String actor, String issue) {
            var read = read(pair(actor, issue) + "/explanation");
            return answered(read, histories.explanation(actor, issue, read));
        }

        public Answered positionsOf(String actor) {
            var read = read("/v1/actors/" + encoded(actor) + "/positions");
            return answered(read, positions.positionsOf(actor, read));
        }

        public Answered positionsOn(String issue) {
            var read = read("/v1/issues/" + encoded(issue) + "/positions");
            return answered(read, positions.positionsOn(issue, read));
        }

        public Answered positions() {
            var read = read("/v1/positions");
            return answered(read, positions.positions(read));
        }

        public Answered network() {
            var read = read("/v1/network");
            return answered(read, network.network(read));
        }

        public Answered shifts() {
            var read = read("/v1/shifts");
            return answered(read, shifts.shifts(read));
        }

        public Answered statements() {
            var read = read("/v1/statements");
            return answered(read, statements.statements(read));
        }

        public Answered statement(String id) {
            var read = read("/v1/statements/" + encoded(id));
            return answered(read, statements.statement(id, read));
        }

        public Answered report(String id) {
            var read = read("/v1/reports/" + encoded(id));
            return answered(read, statements.report(id, read));
        }

        private static String pair(String actor, String issue) {
            return "/v1/actors/%s/positions/%s".formatted(encoded(actor), encoded(issue));
        }

        private ReadContext read(String path) {
            var query =
                    parameters.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(one -> one.getKey() + '=' + encoded(one.getValue()))
                            .collect(Collectors.joining("&"));
            var request =
                    HttpRequest.GET(query.isEmpty() ? path : path + '?' + query)
                            .accept(MediaType.APPLICATION_JSON_TYPE);
            return page.part(request);
        }

        private static Answered answered(ReadContext read, HttpResponse<?> response) {
            var links = String.join(", ", response.getHeaders().getAll(HttpHeaders.LINK));
            var canonical = CANONICAL.matcher(links);
            var body = (byte[]) response.getBody().orElseThrow();
            try {
                return new Answered(
                        JSON.readTree(body),
                        read.request().getUri().toString(),
                        canonical.find() ? Optional.of(canonical.group(1)) : Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
