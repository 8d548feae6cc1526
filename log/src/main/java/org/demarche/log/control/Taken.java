package org.demarche.log.control;

import java.time.Instant;

/**
 * A decision that counts.
 *
 * @param at when it was recorded
 */
public record Taken(ControlRecord record, Instant at) {}
