package org.demarche.gateway.read;

import org.demarche.gateway.view.View;
import org.demarche.gateway.view.Views;
import org.demarche.log.Token;

/**
 * What a request reads.
 *
 * @param settled the decisions that the view follows: no older version is served to who has seen it
 */
record Reading(View view, long settled) {

    /** What would be read now. */
    static Reading of(Views views) {
        // in this order: the view may be newer than the decisions, and never older
        var settled = views.settled();
        return new Reading(views.positions(), settled);
    }

    /** As a token. */
    String seen() {
        return Token.NONE.with(Token.CONTROL, settled).toString();
    }
}
