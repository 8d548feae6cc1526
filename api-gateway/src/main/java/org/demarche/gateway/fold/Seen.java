package org.demarche.gateway.fold;

import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.View;
import org.demarche.model.Basis;

/**
 * A version as one read sees it: its present documents, and the evidence that it had folded when
 * the read began.
 *
 * @param basis by which rule the read folds, and what it leaves out; its scope is not the read's
 */
public record Seen(View view, Horizon horizon, Basis basis) {

    /** The basis of the version's own rule. */
    public static Seen of(View view) {
        return of(view, Basis.by(view.rule()));
    }

    public static Seen of(View view, Basis basis) {
        return new Seen(view, view.horizon(), basis);
    }

    /** Whether a stored document of the version is the answer to this read. */
    boolean isStored() {
        return basis.equals(Basis.by(view.rule()));
    }
}
