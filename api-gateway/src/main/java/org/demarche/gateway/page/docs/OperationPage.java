package org.demarche.gateway.page.docs;

import org.demarche.gateway.docs.Reference.Endpoint;
import org.demarche.gateway.page.Layout;

/** One operation of the API, with its parameters, bodies and answers. */
public record OperationPage(Layout layout, Endpoint endpoint) {

    static OperationPage of(Endpoint endpoint) {
        return new OperationPage(
                Layout.of(
                                endpoint.method() + ' ' + endpoint.path(),
                                endpoint.summary() + '.',
                                "/docs/reference/" + endpoint.id(),
                                new Layout.Alternate("application/yaml", "OpenAPI", "/openapi.yml"))
                        .below(ReferencePage.ABOVE, ReferencePage.HERE),
                endpoint);
    }
}
