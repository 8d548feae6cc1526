package org.demarche.gateway.page.docs;

import org.demarche.gateway.docs.Reference.Schema;
import org.demarche.gateway.page.Layout;

/** One schema of the API. */
public record SchemaPage(Layout layout, Schema schema) {

    static SchemaPage of(Schema schema) {
        return new SchemaPage(
                Layout.of(
                                schema.name(),
                                "The schema %s of the API, with its members."
                                        .formatted(schema.name()),
                                "/docs/reference/schemas/" + schema.name(),
                                new Layout.Alternate("application/yaml", "OpenAPI", "/openapi.yml"))
                        .below(ReferencePage.ABOVE, ReferencePage.HERE),
                schema);
    }
}
