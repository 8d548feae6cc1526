package org.demarche.log.registry;

/**
 * An organization that is a part of an actor, directly or through others.
 *
 * @param actor the part's id
 * @param days on which it is one; at least one
 */
public record TimedPart(String actor, DayRanges days) {}
