package org.demarche.gateway.page;

import java.util.List;

/**
 * A page about a request that failed.
 *
 * @param faults of the address, if there are several
 * @param suggestions that may have been meant
 */
public record ProblemPage(
        Layout layout,
        int status,
        String title,
        String detail,
        List<String> faults,
        List<Link> suggestions) {}
