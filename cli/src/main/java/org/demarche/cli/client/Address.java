package org.demarche.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address of the API, relative to the gateway's root. It encodes path segments and the values of
 * parameters.
 *
 * @param query the parameters in their order, each as {@code name=value}, encoded
 */
public record Address(String path, List<String> query) {

    public Address {
        query = List.copyOf(query);
    }

    /**
     * @param path the path, with a {@code %s} in place of each segment
     */
    public static Address of(String path, String... segments) {
        Object[] encoded = Stream.of(segments).map(Gateway::segment).toArray();
        return new Address(path.formatted(encoded), List.of());
    }

    /** Parses an address that is encoded already, with or without a query. */
    public static Address written(String text) {
        var parts = text.split("[?]", 2);
        return new Address(
                parts[0],
                parts.length == 1 || parts[1].isEmpty() ? List.of() : List.of(parts[1].split("&")));
    }

    /** Adds a parameter, unless its value is null. */
    public Address with(String name, @Nullable String value) {
        return value == null ? this : with(name, List.of(value));
    }

    /** Adds the parameter once for each value. */
    public Address with(String name, List<String> values) {
        var all = new ArrayList<>(query);
        values.forEach(value -> all.add(name + "=" + Gateway.segment(value)));
        return new Address(path, all);
    }

    /**
     * Returns the value of a parameter, decoded; empty if the address does not have the parameter.
     */
    public String value(String name) {
        return query.stream()
                .filter(part -> part.startsWith(name + "="))
                .findFirst()
                .map(part -> part.substring(name.length() + 1))
                .map(value -> URLDecoder.decode(value, UTF_8))
                .orElse("");
    }

    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }
}
