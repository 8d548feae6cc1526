package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A read that folds for a point in time: statements made by a day, reports recorded by an instant,
 * or both. It also has the parameters of a basis.
 */
@OnBasis
@Parameter(name = "asOf", in = ParameterIn.QUERY, ref = "asOf")
@Parameter(name = "asKnown", in = ParameterIn.QUERY, ref = "asKnown")
@Parameter(name = "uncertain", in = ParameterIn.QUERY, ref = "uncertain")
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface AtTime {}
