/**
 * The OpenAPI document: what the operations of controllers share in it, and its address. Its
 * schemas, responses and parameters are in {@code src/main/openapi}.
 */
@NullMarked
package org.demarche.gateway.openapi;

import org.jspecify.annotations.NullMarked;
