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
     * Returns the role; empty if nobody has to sign in. The role is also empty for an address that
     * is not an operation of the API, so that its answer is the same as without access tokens.
     */
    Optional<AccessRole> by(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> by(request, route.getAnnotationMetadata()));
    }

    /**
     * Whether the gateway accepts a browser's cookie for the request. It does for pages, and for
     * reads, because pages link to reads. So a cookie never allows a write at an address of the
     * API.
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
        // Micronaut's own endpoints have no annotation, and are only on the port for operation
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
