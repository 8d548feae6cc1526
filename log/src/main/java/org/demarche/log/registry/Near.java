package org.demarche.log.registry;

/**
 * A name that may have been meant.
 *
 * @param id of the entry
 * @param name one of its names, as registered
 */
public record Near(String id, String name) {}
