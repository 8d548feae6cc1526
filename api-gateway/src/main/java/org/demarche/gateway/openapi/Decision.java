package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.demarche.gateway.access.Needs;

/** The errors of a write that decides about a version; each such write adds its own conflicts. */
@Needs.Operate
@AnyRequest
@Parameter(name = "Demarche-Token", in = ParameterIn.HEADER, ref = "controlToken")
@Parameter(name = "Prefer", in = ParameterIn.HEADER, ref = "prefer")
@ApiResponse(responseCode = "400", ref = "WrongDecision")
@ApiResponse(responseCode = "408", ref = "TooSlow")
@ApiResponse(responseCode = "413", ref = "TooLarge")
@ApiResponse(responseCode = "415", ref = "UnsupportedMediaType")
@ApiResponse(responseCode = "422", ref = "InvalidBody")
@ApiResponse(responseCode = "503", ref = "NotYet")
@ApiResponse(responseCode = "504", ref = "DecisionUnknown")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Decision {}
