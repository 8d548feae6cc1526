package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list that has pages only where it is longer than a page may be, or was asked for in parts. */
@Parameter(name = "limit", in = ParameterIn.QUERY, ref = "limitOfAll")
@Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "cursor")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface PagedLate {}
