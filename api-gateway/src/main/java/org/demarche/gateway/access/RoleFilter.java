package org.demarche.gateway.access;

import static io.micronaut.http.annotation.Filter.MATCH_ALL_PATTERN;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Optional;
import org.demarche.gateway.Problem;
import org.demarche.gateway.Refusal;
import org.demarche.log.ServicePorts;
import org.demarche.log.access.AccessRole;

/**
 * Refuses callers who lack the role that {@link Needs} names. What is no operation of the API is
 * answered as it is without this filter: an unknown address, and the port for operation.
 */
@ServerFilter(MATCH_ALL_PATTERN)
@Requires(property = "demarche.auth", pattern = Access.ON)
final class RoleFilter implements Ordered {

    private final Access access;
    private final ServicePorts ports;

    RoleFilter(Access access, ServicePorts ports) {
        this.access = access;
        this.ports = ports;
    }

    /** After the filters that sign callers in. */
    @Override
    public int getOrder() {
        return TokenFilter.ORDER + 2;
    }

    @RequestFilter
    void before(HttpRequest<?> request) {
        RouteAttributes.getRouteMatch(request)
                .flatMap(route -> needed(request, route))
                .filter(role -> !(role == AccessRole.READ && access.isReadOpen()))
                .ifPresent(role -> require(role, request));
    }

    private static void require(AccessRole needed, HttpRequest<?> request) {
        var caller =
                Caller.of(request)
                        .orElseThrow(() -> new Refusal(Problem.notSignedIn(needed.wireName())));
        if (!caller.holds(needed)) {
            throw new Refusal(Problem.roleMissing(caller.name(), needed.wireName()));
        }
    }

    private Optional<AccessRole> needed(HttpRequest<?> request, RouteMatch<?> route) {
        var metadata = route.getAnnotationMetadata();
        if (metadata.hasStereotype(Needs.Nothing.class)) {
            return Optional.empty();
        }
        var role = role(metadata);
        // Micronaut's own endpoints have no annotation, and are on the port for operation alone
        return role.isEmpty() && request.getServerAddress().getPort() == ports.operation()
                ? role
                : Optional.of(role.orElse(AccessRole.ADMIN));
    }

    private static Optional<AccessRole> role(AnnotationMetadata metadata) {
        if (metadata.hasStereotype(Needs.Admin.class)) {
            return Optional.of(AccessRole.ADMIN);
        }
        if (metadata.hasStereotype(Needs.Operate.class)) {
            return Optional.of(AccessRole.OPERATE);
        }
        if (metadata.hasStereotype(Needs.Code.class)) {
            return Optional.of(AccessRole.CODE);
        }
        return metadata.hasStereotype(Needs.Read.class)
                ? Optional.of(AccessRole.READ)
                : Optional.empty();
    }
}
