package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A read whose path has a name, which may be unknown, or merged into another. */
@ReadOfNamed
@ApiResponse(responseCode = "308", ref = "Moved")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface ReadByName {}
