package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The errors of every write; each write adds its own conflicts. */
@AnyRequest
@ApiResponse(responseCode = "400", ref = "WrongRequest")
@ApiResponse(responseCode = "408", ref = "TooSlow")
@ApiResponse(responseCode = "413", ref = "TooLarge")
@ApiResponse(responseCode = "415", ref = "UnsupportedMediaType")
@ApiResponse(responseCode = "422", ref = "InvalidBody")
@ApiResponse(responseCode = "500", ref = "Failed")
@ApiResponse(responseCode = "503", ref = "Unavailable")
@ApiResponse(responseCode = "504", ref = "OutcomeUnknown")
@ApiResponse(responseCode = "507", ref = "RegistryFull")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Write {}
