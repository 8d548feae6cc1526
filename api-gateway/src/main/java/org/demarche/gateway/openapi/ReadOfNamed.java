package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A read whose parameters have names, which may be unknown or ambiguous. */
@Read
@ApiResponse(responseCode = "404", ref = "UnknownName")
@ApiResponse(responseCode = "409", ref = "AmbiguousName")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface ReadOfNamed {}
