package org.demarche.log.registry;

/**
 * An organization that is part of an actor, itself or by way of others.
 *
 * @param actor the part's id
 * @param days on which it is one; at least one
 */
public record TimedPart(String actor, Spans days) {}
