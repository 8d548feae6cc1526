package org.demarche.log.registry;

import java.time.Instant;

/**
 * An entry with the instant at which it got this content.
 *
 * @param recorded when the log took it
 */
public record EntryRevision(Instant recorded, byte[] document) {}
