package org.demarche.gateway.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The link to the next page of a list, in a header (RFC 8288). It is the same for each form of the
 * body.
 */
public final class NextLink {

    private static final String CURSOR = "cursor";

    private NextLink() {}

    /** Writes the link, such as {@code </v1/positions?limit=2&cursor=…>; rel="next"}. */
    public static String of(HttpRequest<?> request, String cursor) {
        var asked = request.getUri();
        var query =
                Stream.concat(
                                Arrays.stream(
                                                Objects.requireNonNullElse(asked.getRawQuery(), "")
                                                        .split("&", -1))
                                        .filter(
                                                part ->
                                                        !part.isEmpty()
                                                                && !name(part).equals(CURSOR)),
                                Stream.of(CURSOR + '=' + cursor))
                        .collect(Collectors.joining("&"));
        return "<%s?%s>; rel=\"next\"".formatted(asked.getRawPath(), query);
    }

    private static String name(String part) {
        return URLDecoder.decode(part.split("=", 2)[0], UTF_8);
    }
}
