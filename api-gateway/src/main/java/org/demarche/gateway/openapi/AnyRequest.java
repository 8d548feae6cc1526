package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The refusals of the entrance, which every operation may answer. */
@ApiResponse(responseCode = "403", ref = "ForeignSite")
@ApiResponse(responseCode = "421", ref = "WrongHost")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface AnyRequest {}
