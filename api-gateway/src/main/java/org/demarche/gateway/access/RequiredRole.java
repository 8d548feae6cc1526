package org.demarche.gateway.access;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.demarche.log.ServicePorts;
import org.demarche.log.access.AccessRole;

/** Finds the role that {@link Needs} names for the operation of a request. */
@Singleton
final class RequiredRole {

    private final ServicePorts ports;

    RequiredRole(ServicePorts ports) {
        this.ports = ports;
    }

    /**
     * Empty if nobody has to sign in. That is also so for an address that is no operation of the
     * API: it is answered as without access tokens.
     */
    Optional<AccessRole> by(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> by(request, route.getAnnotationMetadata()));
    }

    /**
     * Whether a browser's cookie counts for the request: at the pages, and for reads, because pages
     * link them. So no cookie writes at an address of the API.
     */
    boolean takesCookie(HttpRequest<?> request) {
        var isGet = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        return RouteAttributes.getRouteMatch(request)
                .filter(
                        route ->
                                route.getAnnotationMetadata().hasStereotype(Needs.OrCookie.class)
                                        || isGet
                                                && by(request).equals(Optional.of(AccessRole.READ)))
                .isPresent();
    }

    private Optional<AccessRole> by(HttpRequest<?> request, AnnotationMetadata metadata) {
        if (metadata.hasStereotype(Needs.Nothing.class)) {
            return Optional.empty();
        }
        var role = named(metadata);
        // Micronaut's own endpoints have no annotation, and are on the port for operation alone
        return role.isEmpty() && request.getServerAddress().getPort() == ports.operation()
                ? role
                : Optional.of(role.orElse(AccessRole.ADMIN));
    }

    private static Optional<AccessRole> named(AnnotationMetadata metadata) {
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
