package org.demarche.log.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry with the instant at which it got this content.
 *
 * @param recorded when the log took it
 * @param recordedBy the name of the access token that wrote it; null if there was none
 */
public record EntryRevision(Instant recorded, @Nullable String recordedBy, byte[] document) {}
