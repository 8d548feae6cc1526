package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list that is also available as CSV. */
@Parameter(name = "format", in = ParameterIn.QUERY, ref = "tableFormat")
@Parameter(name = "bom", in = ParameterIn.QUERY, ref = "bom")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface AsTable {}
