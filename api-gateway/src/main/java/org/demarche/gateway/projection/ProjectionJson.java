package org.demarche.gateway.projection;

import static java.util.Comparator.comparing;
import static org.demarche.gateway.table.Column.ofRow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.demarche.gateway.read.Page;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.table.Columns;
import org.demarche.log.control.Catalog;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.control.Taken;
import org.demarche.log.control.Version;
import org.demarche.model.Slug;
import org.jspecify.annotations.Nullable;

/**
 * A projection in an answer.
 *
 * @param live the number of the live version; null if there is none yet
 * @param building the number of the version that is being built, or is ready; null if there is none
 * @param definition the definition; null for a projection of code
 * @param deleted the deletion; null if the projection was not deleted
 */
record ProjectionJson(
        String name,
        boolean declared,
        @Nullable Integer live,
        @Nullable Integer building,
        List<StateJson> versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode definition,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DeletedJson deleted) {

    record StateJson(int version, String state) {}

    static final Columns COLUMNS =
            Columns.of(
                    ofRow("name", "/name"),
                    ofRow("declared", "/declared"),
                    ofRow("live", "/live"),
                    ofRow("building", "/building"),
                    ofRow("versions", "/versions/version"),
                    ofRow("states", "/versions/state"),
                    ofRow("definition", "/definition"));

    /** The deletion of a projection: the instant, the person and the reason. */
    record DeletedJson(String at, String by, @Nullable String why) {}

    static ProjectionJson of(ProjectionState projection, Catalog catalog, VersionWatch watch) {
        return of(projection, catalog, watch, null);
    }

    /** Makes the answer about a deleted projection, with the last state of each version. */
    static ProjectionJson deleted(
            ProjectionState projection, Taken deletion, Catalog catalog, VersionWatch watch) {
        var record = deletion.record();
        return of(
                projection,
                catalog,
                watch,
                new DeletedJson(deletion.at().toString(), record.by(), record.why()));
    }

    private static ProjectionJson of(
            ProjectionState projection,
            Catalog catalog,
            VersionWatch watch,
            @Nullable DeletedJson deleted) {
        return new ProjectionJson(
                projection.name(),
                projection.definition() != null,
                number(projection.live()),
                number(projection.building()),
                projection.versions().values().stream()
                        .map(version -> watch.standing(catalog, version))
                        .map(one -> new StateJson(one.version().id().number(), one.state()))
                        .toList(),
                projection.definition() == null ? null : CompleteJson.read(projection.definition()),
                deleted);
    }

    /** Returns a page of the projections, in the order of their names. */
    static Page<ProjectionJson> page(Query query, Catalog catalog, VersionWatch watch) {
        var limit = query.limit();
        var after = query.cursor(text -> Optional.of(text).filter(Slug::is)).orElse("");
        var found =
                catalog.projections().values().stream()
                        .filter(one -> one.name().compareTo(after) > 0)
                        .sorted(comparing(ProjectionState::name))
                        .limit(limit + 1L)
                        .map(one -> of(one, catalog, watch))
                        .toList();
        return Page.of(query, found, limit, ProjectionJson::name);
    }

    private static @Nullable Integer number(Optional<Version> version) {
        return version.map(one -> one.id().number()).orElse(null);
    }
}
