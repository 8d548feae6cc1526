package org.demarche.torture.check;

import org.jspecify.annotations.Nullable;

/**
 * An event in the log.
 *
 * @param write the name that the load gave to the write
 * @param content the content of the report; null for a retraction
 */
public record LoggedChange(
        int partition,
        long offset,
        String write,
        String report,
        ReportChange change,
        ActorAndIssue subject,
        @Nullable Content content) {}
