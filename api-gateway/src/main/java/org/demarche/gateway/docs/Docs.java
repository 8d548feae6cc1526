package org.demarche.gateway.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.demarche.gateway.docs.Markdown.Rendered;

/** The docs as pages. A page is rendered when it is first asked for. */
public final class Docs {

    /** The pages of each group, in the order in which a new reader should read them. */
    public static final Map<String, List<String>> GROUPS =
            Map.of(
                    "To begin", List.of("tutorial", "your-data", "pages", "commands"),
                    "To code and to judge", List.of("codebook", "glossary", "registry", "walks"),
                    "To program",
                            List.of(
                                    "api",
                                    "errors",
                                    "projections",
                                    "projections-reference",
                                    "python",
                                    "assistants",
                                    "sqlite",
                                    "import-dna"),
                    "To operate",
                            List.of(
                                    "configuration",
                                    "access",
                                    "operations",
                                    "security",
                                    "guarantees",
                                    "benchmarks",
                                    "scaling"));

    public static final List<String> ORDER =
            List.of("To begin", "To code and to judge", "To program", "To operate");

    private final Map<String, Rendered> rendered = new ConcurrentHashMap<>();

    /**
     * @param name the name of the file without its ending
     */
    public Optional<Rendered> page(String name) {
        var known = rendered.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var file = name + ".md";
        var page = DocFiles.bytes(file).map(bytes -> Markdown.file(file, new String(bytes, UTF_8)));
        page.ifPresent(one -> rendered.put(name, one));
        return page;
    }

    /**
     * Returns a picture or a table that a page links to; empty if there is no file with this name.
     */
    public Optional<byte[]> file(String name) {
        return name.endsWith(".md") ? Optional.empty() : DocFiles.bytes(name);
    }

    /** Returns the names of all pages except decisions, for suggestions. */
    public static List<String> names() {
        return ORDER.stream()
                .flatMap(group -> GROUPS.getOrDefault(group, List.of()).stream())
                .toList();
    }
}
