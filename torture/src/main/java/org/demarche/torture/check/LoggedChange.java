package org.demarche.torture.check;

import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the log.
 *
 * @param write the name that the load gave to the write
 * @param content null of a retraction
 */
public record LoggedChange(
        int partition,
        long offset,
        String write,
        String report,
        ReportChange change,
        ActorAndIssue subject,
        @Nullable Content content) {}
