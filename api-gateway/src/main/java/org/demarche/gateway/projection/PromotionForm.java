package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.log.control.ControlEvent;
import org.demarche.log.control.ProjectionState;
import org.demarche.log.json.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The options of a promotion.
 *
 * @param force whether the version is promoted despite its blockers
 * @param wanted how many former live versions stay as standbys; null if the request does not say
 */
record PromotionForm(boolean force, @Nullable Integer wanted, Person person) {

    /**
     * The most standbys that a promotion may keep. Each standby is still folded, and takes memory
     * in every gateway.
     */
    private static final int MOST_KEPT = 10;

    static PromotionForm of(Fields fields) {
        return new PromotionForm(
                requireNonNullElse(fields.flag("force"), false),
                fields.number("keep", 0, MOST_KEPT),
                DecisionBodies.person(fields));
    }

    int keep() {
        return requireNonNullElse(wanted, ControlEvent.Promoted.KEEP);
    }

    /**
     * Whether the version is live, and the projection keeps as many standbys as the request asks
     * for.
     */
    boolean isDone(ProjectionState projection, int version) {
        return projection.live().filter(live -> live.id().number() == version).isPresent()
                && (wanted == null || wanted == projection.keep());
    }
}
