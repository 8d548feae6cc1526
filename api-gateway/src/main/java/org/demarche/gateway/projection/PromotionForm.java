package org.demarche.gateway.projection;

import static java.util.Objects.requireNonNullElse;

import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.log.Fields;
import org.demarche.log.control.ControlEvent;

/**
 * The options of a promotion.
 *
 * @param force whatever it lacks
 * @param keep how many of those that were served before stay as standbys
 */
record PromotionForm(boolean force, int keep, Person person) {

    /** Each standby is folded, and is in every gateway's memory. */
    private static final int MOST_KEPT = 10;

    static PromotionForm of(Fields fields) {
        return new PromotionForm(
                requireNonNullElse(fields.flag("force"), false),
                requireNonNullElse(fields.number("keep", 0, MOST_KEPT), ControlEvent.Promoted.KEEP),
                Bodies.person(fields));
    }
}
