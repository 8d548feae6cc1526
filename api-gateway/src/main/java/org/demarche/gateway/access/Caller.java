package org.demarche.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.CallerHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The person or program that sent a request, according to its access token.
 *
 * @param name the name of the access token, recorded as the author of everything that the request
 *     writes
 * @param ends when the access token ends; null if it has no end
 * @param check throws a {@link org.demarche.http.Refusal} if the access token is no longer valid,
 *     or if the gateway cannot know that
 */
public record Caller(String name, Set<AccessRole> roles, @Nullable Instant ends, Runnable check) {

    private static final String ATTRIBUTE = "org.demarche.caller";

    public Caller {
        var all = EnumSet.noneOf(AccessRole.class);
        all.addAll(roles);
        roles = Collections.unmodifiableSet(all);
    }

    /** Returns the caller of a request; empty if nobody has signed in for it. */
    public static Optional<Caller> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Caller.class);
    }

    void signIn(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Tells the ingest service the name and the roles of the caller. */
    public void tell(MutableHttpRequest<?> outgoing) {
        outgoing.header(CallerHeaders.NAME, URLEncoder.encode(name, UTF_8))
                .header(
                        CallerHeaders.ROLES,
                        roles.stream().map(AccessRole::wireName).collect(joining(",")));
    }

    /**
     * Checks again that the access token is valid. A change calls this before it begins, and a long
     * change calls it repeatedly.
     *
     * @throws org.demarche.http.Refusal with 401 if the access token is no longer valid, 503 if the
     *     gateway cannot know that
     */
    public void requireStill() {
        check.run();
    }

    public boolean holds(AccessRole needed) {
        return roles.stream().anyMatch(role -> role.holds(needed));
    }
}
