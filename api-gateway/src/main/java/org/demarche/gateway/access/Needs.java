package org.demarche.gateway.access;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The role that an operation needs. Both the document of the API and {@link RoleFilter} read it. An
 * operation without one of these annotations needs the role admin.
 */
public final class Needs {

    /** The name of the security scheme in the OpenAPI document. */
    static final String SCHEME = "bearer";

    private Needs() {}

    /** Nobody has to sign in. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    public @interface Nothing {}

    /**
     * Marks a page. A page takes the access token from the cookie as well as from the header, also
     * when its form is sent. Reads take the cookie without this annotation.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface OrCookie {}

    @SecurityRequirement(name = SCHEME, scopes = "read")
    @ApiResponse(responseCode = "401", ref = "NotSignedIn")
    @ApiResponse(responseCode = "403", ref = "RoleMissing")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    public @interface Read {}

    @SecurityRequirement(name = SCHEME, scopes = "code")
    @ApiResponse(responseCode = "401", ref = "NotSignedIn")
    @ApiResponse(responseCode = "403", ref = "RoleMissing")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    public @interface Code {}

    @SecurityRequirement(name = SCHEME, scopes = "operate")
    @ApiResponse(responseCode = "401", ref = "NotSignedIn")
    @ApiResponse(responseCode = "403", ref = "RoleMissing")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    public @interface Operate {}

    @SecurityRequirement(name = SCHEME, scopes = "admin")
    @ApiResponse(responseCode = "401", ref = "NotSignedIn")
    @ApiResponse(responseCode = "403", ref = "RoleMissing")
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    public @interface Admin {}
}
