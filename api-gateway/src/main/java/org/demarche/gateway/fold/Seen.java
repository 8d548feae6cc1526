package org.demarche.gateway.fold;

import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.View;

/**
 * A version as one read sees it: its documents as they are, and of the evidence what it had folded
 * when the read began.
 */
public record Seen(View view, Horizon horizon) {

    public static Seen of(View view) {
        return new Seen(view, view.horizon());
    }
}
