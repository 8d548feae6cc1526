package org.demarche.gateway.access;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.access.AccessRole;

/**
 * Refuses callers who lack the role that {@link Needs} names. For every role but {@code read}, it
 * also checks again that the access token is valid. For an access token of Demarche, the gateway
 * must then have heard from Kafka lately.
 */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "demarche.auth", pattern = Access.ON)
final class RoleFilter implements Ordered {

    private final Access access;
    private final RequiredRole needed;

    RoleFilter(Access access, RequiredRole needed) {
        this.access = access;
        this.needed = needed;
    }

    /** Runs after the filters that sign callers in. */
    @Override
    public int getOrder() {
        return TokenFilter.ORDER + 2;
    }

    @RequestFilter
    void before(HttpRequest<?> request) {
        request.setAttribute(Access.ASKS, true);
        needed.by(request)
                .filter(role -> !(role == AccessRole.READ && access.isReadOpen()))
                .ifPresent(role -> require(role, request));
    }

    private static void require(AccessRole needed, HttpRequest<?> request) {
        var caller =
                Caller.of(request).orElseThrow(() -> new Refusal(notSignedIn(needed.wireName())));
        if (!caller.holds(needed)) {
            throw new Refusal(roleMissing(caller.name(), needed.wireName()));
        }
        if (needed != AccessRole.READ) {
            caller.requireStill();
        }
    }

    private static Problem notSignedIn(String role) {
        return Problem.notSignedIn(
                "This request needs an access token with the role %s: send it in the header Authorization, as Bearer and the access token"
                        .formatted(role),
                role);
    }

    /**
     * @param name the name of the access token
     */
    private static Problem roleMissing(String name, String role) {
        return Problem.roleMissing(
                "The access token of '%s' lacks the role %s that this request needs: ask an admin for an access token with it"
                        .formatted(name, role),
                role);
    }
}
