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
 * A read, and what answers it: the copies that were served at one moment, and the registry. {@link
 * ReadFilter} makes it when the copies have caught up with the read's token. A controller gets it
 * as {@code @RequestAttribute ReadContext read}.
 *
 * @param request whose path and parameters ask
 * @param origin the scheme and the host of the client's request
 * @param token what the client has seen before
 * @param projection that the address names, or {@code positions}
 * @param registry as it is while the answer is made
 * @param registryNext its offset before that
 */
public record ReadContext(
        HttpRequest<?> request,
        String origin,
        Token token,
        String projection,
        ServedCopies served,
        Registry registry,
        long registryNext) {

    /** The attribute of the request, and so the name of the argument. */
    static final String ATTRIBUTE = "read";

    /** Empty if the operation of the request takes no read. */
    static Optional<ReadContext> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, ReadContext.class);
    }

    /** Another read of the same moment: one answer of a page that has several. */
    public ReadContext part(HttpRequest<?> part) {
        return new ReadContext(part, origin, token, projection, served, registry, registryNext);
    }

    /** The served copy of {@code positions}. */
    public PositionsCopy positions() {
        return served.positions();
    }

    /** The served copy of the projection; empty if it has none yet. */
    public Optional<ViewCopy<?>> copy() {
        return served.copy(projection);
    }

    public NamedEntries names() {
        return new NamedEntries(registry);
    }

    /**
     * @throws Refusal naming every parameter that is not known
     */
    public Query query(Set<String> known) {
        return Query.of(request, known);
    }

    /** Like {@link #query}, for a list that is also available as a table. */
    public Query table(Set<String> known) {
        return Query.ofTable(request, known);
    }

    /** The token of this read: a client that sends it back gets no older version. */
    Token seen() {
        var decided = served.decided(projection);
        var before = token.next(Token.CONTROL).orElse(0);
        return Token.NONE.with(Token.CONTROL, Math.max(decided, before));
    }
}
