package org.demarche.gateway.fold;

import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.model.fold.Basis;

/**
 * A version as one read sees it: its present documents, and the evidence that it had folded when
 * the read began.
 *
 * @param basis by which rule the read folds, and what it leaves out; its scope is not the read's
 */
public record SeenVersion(PositionsCopy copy, Horizon horizon, Basis basis) {

    /** Takes the basis of the version's own rule. */
    public static SeenVersion of(PositionsCopy copy) {
        return of(copy, Basis.by(copy.rule()));
    }

    public static SeenVersion of(PositionsCopy copy, Basis basis) {
        return new SeenVersion(copy, copy.horizon(), basis);
    }

    /**
     * A stored document of the version is the answer only to a read with the version's own basis.
     */
    boolean isStored() {
        return basis.equals(Basis.by(copy.rule()));
    }
}
