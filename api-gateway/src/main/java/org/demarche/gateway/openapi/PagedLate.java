package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list that has pages only if it is longer than one page, or if the client asks for pages. */
@Parameter(name = "limit", in = ParameterIn.QUERY, ref = "limitOfAll")
@Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "cursor")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface PagedLate {}
