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
 * @param isServed whether the read uses the served copy of the projection
 * @param versions the versions that the request names, whether they exist or not
 */
record ReadTarget(String projection, boolean isServed, List<VersionId> versions) {

    /** The beginning of all addresses of projections. Most requests have another address. */
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

    /** Returns the copies that must catch up with the token. */
    List<ViewCopy<?>> copies(VersionCopies all, ServedCopies served) {
        var ofProjection =
                isServed ? served.copy(projection).stream() : Stream.<ViewCopy<?>>empty();
        return Stream.concat(ofProjection, versions.stream().flatMap(id -> all.copy(id).stream()))
                .<ViewCopy<?>>map(copy -> copy)
                .toList();
    }

    /**
     * Returns the offset before which all relevant decisions are followed. For a version that the
     * request names, only its existence is relevant.
     */
    long settled(ServedCopies served) {
        return isServed ? served.settled(projection) : served.next();
    }

    /**
     * Returns the failure because of which the live version can never be served, if one occurred.
     */
    Optional<Throwable> fault(ServedCopies served) {
        return isServed ? served.fault(projection) : Optional.empty();
    }

    /**
     * Returns the version to compare with: that of the first page, from the cursor of a later page,
     * or else the one in {@code against}.
     */
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
            return Optional.empty(); // the lookup of the version refuses the number
        }
    }
}
