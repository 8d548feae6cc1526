package org.demarche.log.control;

import org.jspecify.annotations.Nullable;

/**
 * A decision in the control topic.
 *
 * @param epoch the epoch of the projection: one more than the epoch of the last decision that the
 *     writer had read. The first record of an epoch counts
 * @param by the person who asked, by the name that they gave; or the service that decided
 *     automatically
 * @param why the reason, in the words of that person or service
 */
public record ControlRecord(
        String projection, int epoch, ControlEvent event, String by, @Nullable String why) {}
