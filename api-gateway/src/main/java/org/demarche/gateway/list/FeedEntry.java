package org.demarche.gateway.list;

import java.time.Instant;

/**
 * An entry of a feed.
 *
 * @param identity a text from which the id is made; the id is the same as long as this text is
 * @param learned the instant at which the log had the entry in its present form
 * @param path the path of the entry's page
 */
public record FeedEntry(
        String identity,
        String title,
        Instant learned,
        String path,
        String category,
        String summary) {}
