package org.demarche.gateway.document;

import static org.demarche.gateway.table.Column.ofRow;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.demarche.gateway.openapi.AsTable;
import org.demarche.gateway.openapi.InPath;
import org.demarche.gateway.openapi.Paged;
import org.demarche.gateway.openapi.Read;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.gateway.view.Document;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.control.CatalogReader;

/**
 * Serves the documents of a projection by their keys. They are the documents of the live version
 * or, if the request names one, of any version with a view: so people can look at a version before
 * its promotion. A list has the order of {@link org.demarche.gateway.view.KeyOrder}.
 */
@Controller("/v1/projections/{projectionName}/documents")
@Tag(name = "Projections")
@Produces({MediaType.APPLICATION_JSON, "application/*", Csv.MEDIA_TYPE, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING) // a page may have megabytes
final class DocumentController {

    private static final String VERSION = "version";

    private static final Columns COLUMNS =
            Columns.of(ofRow("key", "/key"), ofRow("document", "/document"));

    private final CopyLookup copies;

    DocumentController(CatalogReader catalog, VersionCopies all) {
        copies = new CopyLookup(catalog, all);
    }

    /**
     * A cursor names a key, not a version: after a promotion the next pages are of the new version.
     */
    @Get
    @Operation(operationId = "listDocuments", summary = "Documents of a projection, by key")
    @Read
    @Paged
    @AsTable
    @Parameter(name = CopyLookup.PREFIX, in = ParameterIn.QUERY, ref = "prefix")
    @Parameter(name = VERSION, in = ParameterIn.QUERY, ref = "version")
    @ApiResponse(responseCode = "200", ref = "Documents")
    @ApiResponse(responseCode = "404", ref = "NoDocument")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    HttpResponse<byte[]> documents(
            @InPath.ProjectionName String projectionName, @RequestAttribute ReadContext read) {
        var query = read.table(Set.of(CopyLookup.PREFIX, VERSION, Query.LIMIT, Query.CURSOR));
        var copy = copy(read, projectionName, query);
        var limit = query.limit();
        var after = query.cursor(Optional::of).orElse(null);
        var found = copy.documents(CopyLookup.prefix(query, copy), after, limit + 1);
        var filling = new Filling(limit);
        var documents = found.iterator();
        while (documents.hasNext() && !filling.isFull()) {
            var next = documents.next();
            filling.add(next.key(), DocumentJson.keyed(next.key(), next.bytes()));
        }
        var page = filling.page(query, documents.hasNext(), Function.identity());
        var answer =
                Answer.list(
                        read.request(),
                        page.list(item -> item),
                        page.next(),
                        COLUMNS,
                        read.registry());
        return Answer.by(copy.id(), answer);
    }

    /** The key is the rest of the path, with its slashes as they are or encoded. */
    @Get("/{key:.+}")
    @Produces({MediaType.APPLICATION_JSON, "application/*"})
    @Operation(operationId = "getDocument", summary = "One document of a projection")
    @Read
    @Parameter(name = VERSION, in = ParameterIn.QUERY, ref = "version")
    @ApiResponse(responseCode = "200", ref = "Document")
    @ApiResponse(responseCode = "404", ref = "NoDocument")
    @ApiResponse(responseCode = "410", ref = "DeletedProjection")
    HttpResponse<byte[]> document(
            @InPath.ProjectionName String projectionName,
            @InPath.DocumentKey String key,
            @RequestAttribute ReadContext read) {
        var query = read.query(Set.of(VERSION));
        var copy = copy(read, projectionName, query);
        var document =
                copy.document(key)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.notFound(
                                                        "%s has no document '%s'"
                                                                .formatted(copy.id(), key))));
        return Answer.by(copy.id(), Answer.of(read.request(), Document.of(document.bytes())));
    }

    private ViewCopy<?> copy(ReadContext read, String name, Query query) {
        return query.one(VERSION)
                .<ViewCopy<?>>map(number -> copies.version(name, number))
                .orElseGet(() -> copies.served(read.copy(), name));
    }
}
