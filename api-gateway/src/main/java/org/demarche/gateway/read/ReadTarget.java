package org.demarche.gateway.read;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.demarche.gateway.view.ServedCopies;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.log.VersionId;

/**
 * The projection and the versions that a read is about, by its address.
 *
 * @param isServed whether it reads what is served of the projection
 * @param versions that it names and reads, be they there or not
 */
record ReadTarget(String projection, boolean isServed, List<VersionId> versions) {

    /** The beginning of all addresses of projections; most requests have another one. */
    static final String PROJECTIONS = "/v1/projections";

    private static final Pattern ADDRESS =
            Pattern.compile(
                    PROJECTIONS
                            + "/(?<projection>[^/]+)/(documents(/.*)?|versions/(?<version>[^/]+)/diff)");
    private static final ReadTarget POSITIONS =
            new ReadTarget(VersionId.POSITIONS.projection(), true, List.of());

    static ReadTarget of(HttpRequest<?> request) {
        var path = request.getPath();
        if (!path.startsWith(PROJECTIONS)) {
            return POSITIONS;
        }
        var address = ADDRESS.matcher(path);
        if (!address.matches()) {
            return POSITIONS;
        }
        var projection = address.group("projection");
        var compared = address.group("version");
        var other =
                compared == null ? request.getParameters().getFirst("version") : against(request);
        var versions =
                Stream.of(Optional.ofNullable(compared), other)
                        .flatMap(Optional::stream)
                        .flatMap(number -> version(projection, number).stream())
                        .toList();
        return new ReadTarget(projection, other.isEmpty(), versions);
    }

    /** The copies that its token waits for. */
    List<ViewCopy<?>> copies(VersionCopies all, ServedCopies served) {
        var ofProjection =
                isServed ? served.copy(projection).stream() : Stream.<ViewCopy<?>>empty();
        return Stream.concat(ofProjection, versions.stream().flatMap(id -> all.copy(id).stream()))
                .<ViewCopy<?>>map(copy -> copy)
                .toList();
    }

    /**
     * The offset before which all relevant decisions are followed; for a version, that it exists.
     */
    long settled(ServedCopies served) {
        return isServed ? served.settled(projection) : served.next();
    }

    /** The failure because of which it never will be, if one occurred. */
    Optional<Throwable> fault(ServedCopies served) {
        return isServed ? served.fault(projection) : Optional.empty();
    }

    /** The version that the first page was compared with, from the cursor of a later page. */
    private static Optional<String> against(HttpRequest<?> request) {
        var parameters = request.getParameters();
        return parameters
                .getFirst(Query.CURSOR)
                .flatMap(Cursor::decode)
                .flatMap(DiffPlace::parse)
                .map(DiffPlace::against)
                .or(() -> parameters.getFirst("against"));
    }

    private static Optional<VersionId> version(String projection, String number) {
        try {
            return Optional.of(VersionId.parse(projection + '/' + number));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // the lookup refuses it
        }
    }
}
