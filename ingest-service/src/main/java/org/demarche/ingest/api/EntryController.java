package org.demarche.ingest.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.demarche.http.Problem;
import org.demarche.http.ProblemResponses;
import org.demarche.ingest.Startup;
import org.demarche.ingest.registering.Precondition;
import org.demarche.ingest.registering.RegistryLog;
import org.demarche.ingest.request.BodyReader;
import org.demarche.ingest.request.Parameters;
import org.demarche.log.EntityTag;
import org.demarche.log.Token;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.registry.EntryCodec;
import org.demarche.log.registry.EntryType;

/** {@code PUT} of actors, issues and outlets, under the conditions of {@link Precondition}. */
@Controller("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntryController {

    private final RegistryLog registryLog;
    private final Startup startup;
    private final BodyReader bodies;

    EntryController(RegistryLog registryLog, Startup startup, BodyReader bodies) {
        this.registryLog = registryLog;
        this.startup = startup;
        this.bodies = bodies;
    }

    @Put("/actors/{id}")
    HttpResponse<?> actor(HttpRequest<?> request, @PathVariable String id) {
        return put(EntryType.ACTOR, id, request);
    }

    @Put("/issues/{id}")
    HttpResponse<?> issue(HttpRequest<?> request, @PathVariable String id) {
        return put(EntryType.ISSUE, id, request);
    }

    @Put("/outlets/{id}")
    HttpResponse<?> outlet(HttpRequest<?> request, @PathVariable String id) {
        return put(EntryType.OUTLET, id, request);
    }

    private HttpResponse<?> put(EntryType type, String id, HttpRequest<?> request) {
        Parameters.of(request, List.of());
        startup.requireOpen();
        try {
            var entry = EntryCodec.read(type, id, bodies.whole(request));
            var stored = registryLog.put(entry, Precondition.of(request));
            return HttpResponse.status(stored.before() == null ? HttpStatus.CREATED : HttpStatus.OK)
                    .header(HttpHeaders.ETAG, EntityTag.of(stored.document()))
                    .header(Token.HEADER, Token.NONE.with(Token.REGISTRY, stored.next()).toString())
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .body(EntryAnswer.of(stored.document(), stored.before()));
        } catch (MalformedJson e) {
            return ProblemResponses.of(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            return ProblemResponses.of(Problem.invalid(e.violations()));
        }
    }
}
