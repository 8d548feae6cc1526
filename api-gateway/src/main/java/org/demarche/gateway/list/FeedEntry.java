package org.demarche.gateway.list;

import java.time.Instant;

/**
 * An entry of a feed.
 *
 * @param identity makes its id, which stays for as long as the identity does
 * @param learned when the log had it, in the form in which it is now
 * @param path of its page
 */
public record FeedEntry(
        String identity,
        String title,
        Instant learned,
        String path,
        String category,
        String summary) {}
