package org.demarche.log.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry with the instant at which it got this content.
 *
 * @param recorded the instant at which the content was recorded
 * @param recordedBy the name of the access token that wrote the content; null if there was none
 */
public record EntryRevision(Instant recorded, @Nullable String recordedBy, byte[] document) {}
