package org.demarche.log.control;

import java.time.Instant;

/**
 * A decision that counts.
 *
 * @param at the instant at which it was recorded
 */
public record Taken(ControlRecord record, Instant at) {}
