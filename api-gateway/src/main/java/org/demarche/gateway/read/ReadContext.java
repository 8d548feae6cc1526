package org.demarche.gateway.read;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.ServedCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Refusal;
import org.demarche.log.Token;
import org.demarche.log.registry.Registry;

/**
 * A read, and the data that answer it: the copies that were served at one moment, and the registry.
 * {@link ReadFilter} makes it when the copies have caught up with the read's token. A controller
 * gets it as {@code @RequestAttribute ReadContext read}.
 *
 * @param request the request with the path and the parameters of the read
 * @param origin the scheme and the host of the client's request
 * @param token the token that the client sent
 * @param projection the projection that the address names, or {@code positions}
 * @param registry the registry, which may change while the answer is made
 * @param registryNext the registry's offset before the answer is made
 */
public record ReadContext(
        HttpRequest<?> request,
        String origin,
        Token token,
        String projection,
        ServedCopies served,
        Registry registry,
        long registryNext) {

    /** The name of the request's attribute. The controllers' argument must have the same name. */
    static final String ATTRIBUTE = "read";

    /** Returns the context of the request; empty if its operation takes none. */
    static Optional<ReadContext> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, ReadContext.class);
    }

    /**
     * Returns the context for another request at the same moment. A page that is made of several
     * answers uses it for each of them.
     */
    public ReadContext part(HttpRequest<?> part) {
        return new ReadContext(part, origin, token, projection, served, registry, registryNext);
    }

    /** Returns the served copy of {@code positions}. */
    public PositionsCopy positions() {
        return served.positions();
    }

    /** Returns the served copy of the projection; empty if it has none yet. */
    public Optional<ViewCopy<?>> copy() {
        return served.copy(projection);
    }

    public NamedEntries names() {
        return new NamedEntries(registry);
    }

    /**
     * @throws Refusal 400 if a parameter is unknown; it names every unknown parameter
     */
    public Query query(Set<String> known) {
        return Query.of(request, known);
    }

    /** Like {@link #query}, for a list that is also available as a table. */
    public Query table(Set<String> known) {
        return Query.ofTable(request, known);
    }

    /**
     * Returns the token of this read. A client that sends it back does not get an older version.
     */
    Token seen() {
        var decided = served.decided(projection);
        var before = token.next(Token.CONTROL).orElse(0);
        return Token.NONE.with(Token.CONTROL, Math.max(decided, before));
    }
}
