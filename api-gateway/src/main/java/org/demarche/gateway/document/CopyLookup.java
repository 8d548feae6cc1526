package org.demarche.gateway.document;

import java.util.Optional;
import org.demarche.gateway.read.DeletedProjection;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.name.Nearest;
import org.demarche.log.view.ViewKey;

/**
 * Finds the copy that a read needs: of the live version, or of a version that the request names.
 */
final class CopyLookup {

    static final String PREFIX = "prefix";

    private static final String EVENTS_ARE_ELSEWHERE =
            "begins with e/, but the projection positions has no documents of events. Read the events of a report at /v1/reports/{id}, and all events at /v1/export/reports";

    /** The form of a version number. No version ever has more digits. */
    private static final String NUMBER = "[1-9][0-9]{0,8}";

    private final CatalogReader catalog;
    private final VersionCopies copies;

    CopyLookup(CatalogReader catalog, VersionCopies copies) {
        this.catalog = catalog;
        this.copies = copies;
    }

    /**
     * @param served the copy that the read has of the projection
     * @throws Refusal 404 if there is no such projection, or if none of its versions is served yet;
     *     503 if the gateway has not read the served version to its end
     */
    ViewCopy<?> served(Optional<ViewCopy<?>> served, String name) {
        return served.orElseThrow(() -> new Refusal(unserved(projection(name))));
    }

    /**
     * @param number the version's number, as the client wrote it
     * @throws Refusal 404 if there is no such projection or version, or if its documents were
     *     deleted; 503 if the gateway has not read the version to its end
     */
    ViewCopy<?> version(String name, String number) {
        var projection = projection(name);
        var version =
                Optional.of(number)
                        .filter(text -> text.matches(NUMBER))
                        .map(text -> projection.versions().get(Integer.parseInt(text)))
                        .orElseThrow(() -> unknown(projection, number));
        if (!version.hasView()) {
            throw new Refusal(
                    Problem.notFound(
                            "%s is %s: its documents were deleted"
                                    .formatted(version.id(), version.label())));
        }
        return copies.copy(version.id())
                .filter(copy -> copies.isRead(copy.id()))
                .orElseThrow(() -> new Refusal(unread(version.id())));
    }

    /**
     * Reads the parameter {@code prefix}: the beginning of the wanted keys.
     *
     * @throws Refusal 400 if these keys are of events. Earlier releases had events here, so an
     *     empty list would mislead a client of such a release
     */
    static String prefix(Query query, ViewCopy<?> copy) {
        var prefix = query.one(PREFIX).orElse("");
        if (copy instanceof PositionsCopy && ViewKey.isEvent(prefix)) {
            throw Query.refused(PREFIX, EVENTS_ARE_ELSEWHERE);
        }
        return prefix;
    }

    private ProjectionState projection(String name) {
        var all = catalog.catalog();
        catalog.deletion(name)
                .ifPresent(
                        deletion -> {
                            throw new Refusal(DeletedProjection.problem(name, deletion));
                        });
        return all.projection(name)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        Problem.unknownName(
                                                "There is no projection '%s'".formatted(name),
                                                Nearest.among(all.names()).to(name))));
    }

    private static Refusal unknown(ProjectionState projection, String number) {
        return new Refusal(
                Problem.notFound(
                        "The projection %s has no version %s: its versions are %s"
                                .formatted(
                                        projection.name(),
                                        number,
                                        VersionId.listed(projection.versions().keySet()))));
    }

    private Problem unserved(ProjectionState projection) {
        return projection.live().map(live -> unread(live.id())).orElseGet(() -> none(projection));
    }

    private static Problem none(ProjectionState projection) {
        return Problem.notFound(
                projection
                        .building()
                        .map(
                                next ->
                                        "%s has no live version yet. Version %d is %s: read its documents with version=%2$d"
                                                .formatted(
                                                        projection.name(),
                                                        next.id().number(),
                                                        next.label()))
                        .orElseGet(
                                () ->
                                        "%s has no live version, and none is being built"
                                                .formatted(projection.name())));
    }

    /**
     * Makes the problem of a read whose copy is not complete. Such a copy would answer that
     * documents do not exist.
     */
    private Problem unread(VersionId id) {
        return Problem.unavailable(
                copies.failure(id)
                        .map(fault -> "The gateway cannot read %s: %s".formatted(id, fault))
                        .orElse("The gateway has not read %s to its end yet".formatted(id)));
    }
}
