package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What every read takes, and may answer beside what is its own. */
@Parameter(name = "Demarche-Token", in = ParameterIn.HEADER, ref = "token")
@Parameter(name = "Prefer", in = ParameterIn.HEADER, ref = "prefer")
@Parameter(name = "If-None-Match", in = ParameterIn.HEADER, ref = "ifNoneMatch")
@ApiResponse(responseCode = "304", ref = "NotModified")
@ApiResponse(responseCode = "400", ref = "WrongParameter")
@ApiResponse(responseCode = "503", ref = "NotYet")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Read {}
