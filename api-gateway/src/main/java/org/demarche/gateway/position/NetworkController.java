package org.demarche.gateway.position;

import static org.demarche.gateway.table.Column.ofRow;
import static org.demarche.gateway.table.Columns.plus;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.fold.Holdings;
import org.demarche.gateway.fold.Network;
import org.demarche.gateway.fold.Network.Tie;
import org.demarche.gateway.fold.SubjectFolds;
import org.demarche.gateway.list.ListRead;
import org.demarche.gateway.openapi.OnBasis;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.ReadOfNamed;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Citable;
import org.demarche.gateway.read.Cursor;
import org.demarche.gateway.read.DayRange;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.table.GraphMl;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;
import org.demarche.log.event.JsonWriter;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.RegistryReader;
import org.demarche.model.Slug;

/**
 * Lists pairs of actors with the number of issues on which they agree, and on which they are
 * opposed.
 */
@Controller("/v1/network")
@Tag(name = "Positions")
@Produces({
    MediaType.APPLICATION_JSON,
    GraphMl.MEDIA_TYPE,
    "application/*",
    Csv.MEDIA_TYPE,
    "text/*"
})
@ExecuteOn(TaskExecutors.BLOCKING)
final class NetworkController {

    private static final String GRAPHML = "graphml";

    private static final Set<String> PARAMETERS =
            Query.plus(
                    ReadTerms.BASIS,
                    ReadTerms.AS_KNOWN,
                    "actor",
                    "issue",
                    DayRange.FROM,
                    DayRange.TO,
                    Query.FORMAT,
                    Query.LIMIT,
                    Query.CURSOR);

    /** The most actors of a network. More actors have more ties than a reader can look at. */
    private static final int MOST_ACTORS = 300;

    private static final List<String> VALUES =
            List.of("congruence", "conflict", "balance", "issues");

    private static final Columns COLUMNS =
            Columns.of(
                    plus(
                            List.of(
                                    ofRow("actor", "/actor"),
                                    ofRow("other", "/other"),
                                    ofRow("congruence", "/congruence"),
                                    ofRow("conflict", "/conflict"),
                                    ofRow("balance", "/balance"),
                                    ofRow("issues", "/issues"),
                                    ofRow("actorIssues", "/actorIssues"),
                                    ofRow("otherIssues", "/otherIssues")),
                            ofRow("actor", "/actor").actor(),
                            ofRow("other", "/other").actor()));

    private final Holdings holdings;

    NetworkController(RegistryReader reader, SubjectFolds folds) {
        holdings = new Holdings(reader.registry(), folds);
    }

    /** The formulas are in the codebook. */
    @Get
    @Operation(
            operationId = "listTies",
            summary = "Actors that agree, and actors that are opposed, by the number of issues")
    @ReadOfNamed
    @OnBasis
    @Paged
    @Parameter(name = "bom", in = ParameterIn.QUERY, ref = "bom")
    @Parameter(name = "actor", in = ParameterIn.QUERY, ref = "actors")
    @Parameter(name = "issue", in = ParameterIn.QUERY, ref = "issues")
    @Parameter(name = "from", in = ParameterIn.QUERY, ref = "networkFrom")
    @Parameter(name = "to", in = ParameterIn.QUERY, ref = "networkTo")
    @Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "asKnown")
    @Parameter(name = "format", in = ParameterIn.QUERY, ref = "networkFormat")
    @ApiResponse(responseCode = "200", ref = "Network")
    HttpResponse<byte[]> network(@RequestAttribute ReadContext read) {
        var copy = read.positions();
        var query = read.table(PARAMETERS);
        var terms = ReadTerms.withoutDay(query, copy);
        var actors = read.names().ids(EntryType.ACTOR, query, "actor");
        var issues = read.names().ids(EntryType.ISSUE, query, "issue");
        var days = DayRange.of(query);
        var _ = query.oneOf(Query.FORMAT, "json", Preference.CSV, GRAPHML);
        var limit = query.limit();
        var after = query.cursor(NetworkController::place);
        Citable.requireFew("the network is", holdings.eventCount(copy, actors, issues));
        var cited =
                Citable.folded(
                        read,
                        terms,
                        Set.of(),
                        (seen, time) -> {
                            var held =
                                    holdings.held(
                                            seen, time, actors, issues, days.from(), days.to());
                            // checked first, because too many actors have too many ties to build
                            requireFewActors(Network.issues(held).size());
                            return Network.of(held);
                        });
        var answer =
                Preference.is(read.request(), GRAPHML, GraphMl.MEDIA_TYPE)
                        ? graph(read, cited.found())
                        : list(read, query, cited, after, limit);
        return cited.linked("/v1/network", read, answer);
    }

    private static void requireFewActors(int actors) {
        if (actors > MOST_ACTORS) {
            throw Query.refused(
                    "actor",
                    "or issue must be given: the network has %,d actors, but at most %,d are allowed"
                            .formatted(actors, MOST_ACTORS));
        }
    }

    private MutableHttpResponse<byte[]> list(
            ReadContext read,
            Query query,
            Citable<Network> network,
            Optional<Tie> after,
            int limit) {
        var found =
                network.found().ties().stream()
                        .filter(
                                tie ->
                                        after.map(place -> Tie.ORDER.compare(tie, place) > 0)
                                                .orElse(true))
                        .limit(limit + 1L)
                        .toList();
        var issues = network.found().issues();
        var list = new ListRead<Tie>(COLUMNS, tie -> json(tie, issues), NetworkController::text);
        return list.answer(read, network.map(_ -> list.page(query, found)));
    }

    private MutableHttpResponse<byte[]> graph(ReadContext read, Network network) {
        var names = new RegisteredNames(read.registry());
        var nodes =
                network.issues().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                one ->
                                        new GraphMl.Node(
                                                one.getKey(),
                                                names.actor(one.getKey()),
                                                one.getValue()))
                        .toList();
        var edges =
                network.ties().stream()
                        .filter(tie -> tie.strength() > 0)
                        .map(NetworkController::edge)
                        .toList();
        var document =
                Document.of(GraphMl.of(nodes, VALUES, edges)).withRegistry(read.registryNext());
        return Answer.graph(read.request(), document);
    }

    private static GraphMl.Edge edge(Tie tie) {
        return new GraphMl.Edge(
                tie.actor(),
                tie.other(),
                Map.of(
                        "congruence",
                        tie.congruence(),
                        "conflict",
                        tie.conflict(),
                        "balance",
                        tie.balance(),
                        "issues",
                        tie.issues()));
    }

    private static byte[] json(Tie tie, Map<String, Integer> issues) {
        return JsonWriter.object(
                out -> {
                    out.writeStringField("actor", tie.actor());
                    out.writeStringField("other", tie.other());
                    out.writeNumberField("congruence", tie.congruence());
                    out.writeNumberField("conflict", tie.conflict());
                    out.writeNumberField("balance", tie.balance());
                    out.writeNumberField("issues", tie.issues());
                    out.writeNumberField("actorIssues", issues.getOrDefault(tie.actor(), 0));
                    out.writeNumberField("otherIssues", issues.getOrDefault(tie.other(), 0));
                });
    }

    private static String text(Tie tie) {
        return String.join(
                Cursor.BETWEEN, Integer.toString(tie.strength()), tie.actor(), tie.other());
    }

    /** Reads a cursor as a tie at the cursor's place in the list. */
    private static Optional<Tie> place(String text) {
        return Cursor.parts(
                text,
                3,
                parts -> {
                    if (!Slug.is(parts[1]) || !Slug.is(parts[2])) {
                        throw new IllegalArgumentException(text);
                    }
                    return new Tie(parts[1], parts[2], 0, Integer.parseInt(parts[0]), 0);
                });
    }
}
