package org.demarche.log.registry;

import java.time.Instant;

/**
 * An entry as it stood from an instant on.
 *
 * @param recorded when the log took it
 */
public record EntryRevision(Instant recorded, byte[] document) {}
