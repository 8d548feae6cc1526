package org.demarche.gateway.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A read that folds by a rule, from all reports or only from reports with certain grades. */
@Parameter(name = "rule", in = ParameterIn.QUERY, ref = "rule")
@Parameter(name = "minReliability", in = ParameterIn.QUERY, ref = "minReliability")
@Parameter(name = "maxCredibility", in = ParameterIn.QUERY, ref = "maxCredibility")
@Parameter(name = "graded", in = ParameterIn.QUERY, ref = "graded")
@ApiResponse(responseCode = "410", ref = "RuleGone")
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface OnBasis {}
