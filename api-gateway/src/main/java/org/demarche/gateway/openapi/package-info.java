/**
 * The shared parts of the OpenAPI document: the annotations for parameters and answers. The
 * components, which are the parameters, bodies, answers and schemas, are in {@code
 * src/main/openapi}, one file per subject.
 *
 * <p>To add an endpoint:
 *
 * <ol>
 *   <li>Annotate its method with {@code @Operation(summary = "…")}. Its javadoc is the description.
 *   <li>Add the annotation for its kind: {@code @Read}, {@code @ReadByName} if the path has a name,
 *       {@code @ReadOfNamed} if parameters have names, {@code @AnyRead} for a stream,
 *       {@code @Write} for a write with a 409 of its own, {@code @CatalogRead} and
 *       {@code @Decision} for versions.
 *   <li>Add the annotations for its shared parameters, such as {@code @Paged}, {@code @AtTime} and
 *       {@code @InPath.ActorName String actorName}, and a {@code @Parameter(name, in, ref)} for
 *       each parameter of its own.
 *   <li>Name its answer with {@code @ApiResponse(responseCode = "200", ref = "Name")}, and add that
 *       answer to a file of components: its headers ({@code Link} for a read at a point in time,
 *       {@code NextLink} for another list), each media type, and a schema and an example for each.
 *   <li>Add the schema. Each object, and each alternative of a {@code oneOf}, has a name of its
 *       own. A list also has {@code text/csv} with the schema {@code Table}. If a parameter changes
 *       the form of the answer, both have {@code examples} of the same names.
 *   <li>Run {@code OpenApiExamplesTest}. It prints the gateway's answers to the examples in the
 *       {@code ExampleWorld}; write these down as the examples.
 * </ol>
 */
@NullMarked
package org.demarche.gateway.openapi;

import org.jspecify.annotations.NullMarked;
