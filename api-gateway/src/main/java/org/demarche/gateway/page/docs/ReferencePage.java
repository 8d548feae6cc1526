package org.demarche.gateway.page.docs;

import java.util.List;
import org.demarche.gateway.docs.Reference;
import org.demarche.gateway.docs.Reference.Endpoint;
import org.demarche.gateway.page.Layout;
import org.demarche.gateway.page.Link;

/** All operations of the API, grouped by subject. */
public record ReferencePage(Layout layout, List<Group> groups) {

    static final Link ABOVE = new Link("Docs", "/docs");
    static final Link HERE = new Link("Reference of the API", "/docs/reference");

    public record Group(String name, String about, List<Endpoint> endpoints) {}

    static ReferencePage of(Reference reference) {
        return new ReferencePage(
                Layout.of(
                                "Reference of the API",
                                "Every request that the API takes, with its parameters and answers.",
                                "/docs/reference",
                                new Layout.Alternate("application/yaml", "OpenAPI", "/openapi.yml"))
                        .below(ABOVE),
                reference.tags().entrySet().stream()
                        .map(
                                tag ->
                                        new Group(
                                                tag.getKey(),
                                                tag.getValue(),
                                                reference.all().stream()
                                                        .filter(
                                                                one ->
                                                                        one.tag()
                                                                                .equals(
                                                                                        tag
                                                                                                .getKey()))
                                                        .toList()))
                        .toList());
    }
}
