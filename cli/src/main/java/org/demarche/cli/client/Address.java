package org.demarche.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address of the API, from its root. User input is encoded here, and nowhere else.
 *
 * @param query {@code name=value}, encoded, in their order
 */
public record Address(String path, List<String> query) {

    public Address {
        query = List.copyOf(query);
    }

    /**
     * @param path with a {@code %s} for each segment
     */
    public static Address of(String path, String... segments) {
        Object[] encoded = Stream.of(segments).map(Gateway::segment).toArray();
        return new Address(path.formatted(encoded), List.of());
    }

    /** An address that is encoded already, with or without a query. */
    public static Address written(String text) {
        var parts = text.split("[?]", 2);
        return new Address(
                parts[0],
                parts.length == 1 || parts[1].isEmpty() ? List.of() : List.of(parts[1].split("&")));
    }

    /** Leaves the address unchanged if the value is null. */
    public Address with(String name, @Nullable String value) {
        return value == null ? this : with(name, List.of(value));
    }

    /** Adds the parameter once for each value. */
    public Address with(String name, List<String> values) {
        var all = new ArrayList<>(query);
        values.forEach(value -> all.add(name + "=" + Gateway.segment(value)));
        return new Address(path, all);
    }

    /** The value of a parameter, decoded; empty if it is not there. */
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
