package org.demarche.log.control;

import org.jspecify.annotations.Nullable;

/**
 * A decision in the control topic.
 *
 * @param epoch of the projection: one more than that of the last decision its writer had read. The
 *     first of an epoch counts
 * @param by who asked, as they call themselves; or the service that decided automatically
 * @param why in their words
 */
public record ControlRecord(
        String projection, int epoch, ControlEvent event, String by, @Nullable String why) {}
