package org.demarche.log.registry;

/**
 * An organization that is a part of an actor, directly or through others.
 *
 * @param actor the id of the part
 * @param days the days on which it is a part; at least one day
 */
public record TimedPart(String actor, DayRanges days) {}
