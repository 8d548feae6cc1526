package org.demarche.gateway.read;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.log.registry.EntryType;
import org.demarche.log.registry.Registry;
import org.demarche.log.registry.Resolution;

/**
 * What a name in an address means: an id, a preferred name or an alias. Other spellings than the id
 * are served all the same, and {@code Content-Location} says under which address it belongs.
 */
public final class Known {

    private final Registry registry;

    public Known(Registry registry) {
        this.registry = registry;
    }

    String actor(String name) {
        return id(EntryType.ACTOR, name);
    }

    String issue(String name) {
        return id(EntryType.ISSUE, name);
    }

    /**
     * @throws Refusal 404, with the nearest known names
     */
    String id(EntryType type, String name) {
        return switch (registry.resolve(type, name)) {
            case Resolution.Known(var id) -> id;
            case Resolution.Unknown(var nearest) ->
                    throw new Refusal(
                            Problem.unknownName(
                                    "No %s is called '%s'".formatted(type.label(), name), nearest));
        };
    }

    public NavigableSet<String> ids(EntryType type, List<String> names) {
        var ids = new TreeSet<String>();
        names.forEach(name -> ids.add(id(type, name)));
        return ids;
    }

    /** Says where the answer belongs, if it was asked for by another name. */
    static <B> MutableHttpResponse<B> at(
            String path, HttpRequest<?> request, MutableHttpResponse<B> response) {
        return request.getPath().equals(path)
                ? response
                : response.header(HttpHeaders.CONTENT_LOCATION, path);
    }
}
