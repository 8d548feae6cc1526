/**
 * The shared parts of the OpenAPI document: the annotations for parameters and answers. Its
 * components, which are the parameters, bodies, answers and schemas, lie in {@code
 * src/main/openapi}, a file a subject.
 *
 * <p>An endpoint is added to it in three steps. Its method gets {@code @Operation(summary = "…")},
 * {@code @Read}, {@code @ReadByName} where the path has a name, or {@code @ReadOfNamed} where
 * parameters have one ({@code @AnyRead} for a stream, {@code @Write} with a 409 of its own;
 * {@code @CatalogRead} and {@code @Decision} where it is about versions themselves), what else it
 * shares ({@code @Paged}, {@code @AtTime}, {@code @InPath.ActorName String actorName}), a
 * {@code @Parameter(name, in, ref)} for each parameter of its own, and
 * {@code @ApiResponse(responseCode = "200", ref = "Name")}; its javadoc is the description. The
 * answer of that name is added to a file of components, with its headers (of a read at a point in
 * time {@code Link}, of another list {@code NextLink}), a media type each, a schema and an example;
 * and so is the schema, in which each object has a name of its own, as has each alternative of a
 * {@code oneOf}. A list has {@code text/csv} beside it, with the schema {@code Table}. Where a
 * parameter says what the answer is like, both have {@code examples} of the same names.
 *
 * <p>At last {@code OpenApiExamplesTest} says what the gateway answers to the examples, all
 * parameters together, in the {@code ExampleWorld}: that is the example to write down.
 */
@NullMarked
package org.demarche.gateway.openapi;

import org.jspecify.annotations.NullMarked;
