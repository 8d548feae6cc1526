package org.demarche.gateway.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.access.Caller;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.openapi.AnyRequest;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.projection.DecisionBodies;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.access.AccessToken;
import org.demarche.log.access.AccessToken.Revocation;
import org.demarche.log.access.AccessTokenCodec;
import org.demarche.log.access.Secret;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.RegistryReader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes, lists and revokes access tokens. Only the answer to the creation has the access token
 * itself.
 */
@Controller("/v1/tokens")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@Tag(name = "Access")
final class TokenController {

    /** The limit of access tokens, because every gateway keeps all of them in memory for ever. */
    private static final int MOST = 10_000;

    private static final String WHY = "why";

    private static final Columns COLUMNS =
            Columns.of(
                    ofRow("id", "/id"),
                    ofRow("name", "/name"),
                    ofRow("roles", "/roles"),
                    ofRow("createdAt", "/createdAt"),
                    ofRow("createdBy", "/createdBy"),
                    ofRow("expiresAt", "/expiresAt"),
                    ofRow("revokedAt", "/revokedAt"),
                    ofRow("revokedBy", "/revokedBy"),
                    ofRow("revokedWhy", "/revokedWhy"));

    private final Optional<TokenLog> log;
    private final Registry registry;
    private final Scheduler waiting;

    /**
     * @param log null if the gateway does not ask for access tokens
     */
    TokenController(
            @Nullable TokenLog log,
            RegistryReader registry,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.log = Optional.ofNullable(log);
        this.registry = registry.registry();
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    /**
     * The list also has access tokens that ended or were revoked, the newest one first. It never
     * shows their secrets again.
     */
    @Get
    @Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
    @Operation(operationId = "listTokens", summary = "All access tokens, without their secrets")
    @Needs.Admin
    @AnyRequest
    @Paged
    @AsTable
    @Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneMatch")
    @ApiResponse(responseCode = "200", ref = "AccessTokens")
    @ApiResponse(responseCode = "304", ref = "DocumentNotModified")
    @ApiResponse(responseCode = "400", ref = "WrongParameter")
    @ApiResponse(responseCode = "409", ref = "TokensOff")
    HttpResponse<?> tokens(HttpRequest<?> request) {
        var query = Query.ofTable(request, Set.of(Query.LIMIT, Query.CURSOR));
        var tokens = log().tokens();
        var limit = query.limit();
        var last = query.cursor(tokens::find);
        var found =
                tokens.all().stream()
                        .filter(token -> last.isEmpty() || token.isListedAfter(last.get()))
                        .limit(limit + 1L)
                        .toList();
        var page = Page.of(query, found, limit, AccessToken::id);
        return Answer.list(
                request,
                page.list(token -> AccessTokenCodec.json(token).toString().getBytes(UTF_8)),
                page.next(),
                COLUMNS,
                registry);
    }

    /**
     * Only this answer has the access token. Every gateway knows it within a moment. Two access
     * tokens may have one name, so that a new one can replace an old one.
     */
    @Post
    @Operation(operationId = "createToken", summary = "Make an access token")
    @Needs.Admin
    @AnyRequest
    @RequestBody(ref = "NewToken")
    @ApiResponse(responseCode = "201", ref = "TokenMade")
    @ApiResponse(responseCode = "400", ref = "WrongRequest")
    @ApiResponse(responseCode = "408", ref = "TooSlow")
    @ApiResponse(responseCode = "409", ref = "TokensOff")
    @ApiResponse(responseCode = "413", ref = "TooLarge")
    @ApiResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @ApiResponse(responseCode = "422", ref = "InvalidBody")
    @ApiResponse(responseCode = "503", ref = "Unavailable")
    @ApiResponse(responseCode = "504", ref = "TokenUnknown")
    Publisher<MutableHttpResponse<?>> create(HttpRequest<?> request) {
        var _ = log();
        var by = caller(request);
        return DecisionBodies.read(request, fields -> TokenForm.of(fields, Instant.now()))
                .flatMap(
                        form ->
                                Mono.<MutableHttpResponse<?>>fromSupplier(() -> create(form, by))
                                        .subscribeOn(waiting));
    }

    private MutableHttpResponse<?> create(TokenForm form, String by) {
        var log = log();
        if (log.tokens().all().size() >= MOST) {
            throw new Refusal(
                    Problem.of(
                            ProblemKind.TOO_MANY_TOKENS,
                            "There are %,d access tokens, and there cannot be more: use one access token for a program, not one for each of its runs"
                                    .formatted(MOST)));
        }
        var secret = Secret.fresh();
        var token =
                new AccessToken(
                        secret.id(),
                        form.name(),
                        form.roles(),
                        secret.digest(),
                        now(),
                        by,
                        form.expiresAt(),
                        null);
        log.write(token);
        return json(
                HttpResponse.status(HttpStatus.CREATED),
                AccessTokenCodec.json(token).put("token", secret.reveal()));
    }

    /**
     * Every gateway that reaches Kafka refuses the access token within a moment, and for ever. A
     * second revocation changes nothing.
     */
    @Delete("/{tokenId}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Operation(operationId = "revokeToken", summary = "Revoke an access token")
    @Needs.Admin
    @AnyRequest
    @Parameter(name = "tokenId", in = ParameterIn.PATH, ref = "tokenId")
    @Parameter(name = WHY, in = ParameterIn.QUERY, ref = "why")
    @ApiResponse(responseCode = "200", ref = "TokenRevoked")
    @ApiResponse(responseCode = "400", ref = "WrongParameter")
    @ApiResponse(responseCode = "404", ref = "NoToken")
    @ApiResponse(responseCode = "409", ref = "TokensOff")
    @ApiResponse(responseCode = "503", ref = "Unavailable")
    @ApiResponse(responseCode = "504", ref = "TokenUnknown")
    HttpResponse<?> revoke(String tokenId, HttpRequest<?> request) {
        var why = DecisionBodies.person(Query.of(request, Set.of(WHY))).why();
        var log = log();
        if (!Secret.isId(tokenId)) {
            // the text may be a whole access token, so the message does not repeat it
            throw new Refusal(
                    Problem.notFound(
                            "This is not the id of an access token: an id has 12 small letters and digits, those between the underscores of dmr_<id>_"));
        }
        var token =
                log.tokens()
                        .find(tokenId)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.notFound(
                                                        "There is no access token '%s': the list of access tokens has their ids"
                                                                .formatted(tokenId))));
        if (token.revoked() != null) {
            return json(HttpResponse.ok(), AccessTokenCodec.json(token));
        }
        var revoked = token.revoked(new Revocation(now(), caller(request), why));
        log.write(revoked);
        return json(HttpResponse.ok(), AccessTokenCodec.json(revoked));
    }

    /**
     * @throws Refusal with 409 if the gateway does not ask for access tokens, 503 if it has not
     *     read them
     */
    private TokenLog log() {
        var known =
                log.orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.of(
                                                ProblemKind.TOKENS_OFF,
                                                "This gateway does not ask for access tokens, so it keeps none: set demarche.auth to tokens")));
        if (!known.tokens().isCurrent()) {
            throw new Refusal(
                    Problem.unavailable(
                            "The gateway has not read the access tokens from Kafka: try again"));
        }
        return known;
    }

    private static String caller(HttpRequest<?> request) {
        return Caller.of(request).map(Caller::name).orElse("anonymous");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static MutableHttpResponse<?> json(MutableHttpResponse<?> response, ObjectNode answer) {
        return response.body(answer.toString().getBytes(UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
