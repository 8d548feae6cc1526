package org.demarche.gateway.read;

import org.demarche.gateway.view.Copy;
import org.demarche.gateway.view.View;
import org.demarche.gateway.view.Views;
import org.demarche.log.Token;

/**
 * What a request reads.
 *
 * @param view of {@code positions}
 * @param copy that the request is about, and that its token waits for: the view, or what is served
 *     of another projection
 * @param settled the decisions that both follow: no older version is served to who has seen it
 */
record Reading(View view, Copy<?> copy, long settled) {

    /** What would be read now of a projection; of one that is not served, the view alone. */
    static Reading of(Views views, String projection) {
        // in this order: what is read may be newer than the decisions, and never older
        var settled = views.settled();
        var view = views.positions();
        return new Reading(
                view, views.served(projection).<Copy<?>>map(one -> one).orElse(view), settled);
    }

    /** As a token. */
    String seen() {
        return Token.NONE.with(Token.CONTROL, settled).toString();
    }
}
