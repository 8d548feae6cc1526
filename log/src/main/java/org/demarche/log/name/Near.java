package org.demarche.log.name;

/**
 * A known name that is near to an unknown one.
 *
 * @param id the id of the entry
 * @param name one of its names, as registered
 */
public record Near(String id, String name) {}
