package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.demarche.gateway.access.Needs;

/** The parameters and answers of every read, also of streams, which have no {@code ETag}. */
@Needs.Read
@AnyRequest
@Parameter(name = "Demarche-Token", in = ParameterIn.HEADER, ref = "token")
@Parameter(name = "Prefer", in = ParameterIn.HEADER, ref = "prefer")
@ApiResponse(responseCode = "400", ref = "WrongParameter")
@ApiResponse(responseCode = "503", ref = "NotYet")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface AnyRead {}
