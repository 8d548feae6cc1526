package org.demarche.gateway.page;

import java.util.List;

/**
 * A page about a request that failed.
 *
 * @param faults the faults of single parameters; empty if the problem names none
 * @param suggestions links to entries or pages that the person may have meant
 */
public record ProblemPage(
        Layout layout,
        int status,
        String title,
        String detail,
        List<String> faults,
        List<Link> suggestions) {}
