package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A read of positions that can also answer for several days. */
@Parameter(name = "every", in = ParameterIn.QUERY, ref = "every")
@Parameter(name = "from", in = ParameterIn.QUERY, ref = "panelFrom")
@Parameter(name = "to", in = ParameterIn.QUERY, ref = "panelTo")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface AsPanel {}
