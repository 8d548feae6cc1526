package org.demarche.gateway.fold;

import org.demarche.gateway.evidence.Horizon;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.model.fold.Basis;

/**
 * A version as one read sees it: the documents of the version, and the evidence that the version
 * had folded when the read began.
 *
 * @param basis the rule by which the read folds, and the filter of reports; its scope is ignored
 */
public record SeenVersion(PositionsCopy copy, Horizon horizon, Basis basis) {

    /** Uses the version's rule and no filter of reports. */
    public static SeenVersion of(PositionsCopy copy) {
        return of(copy, Basis.by(copy.rule()));
    }

    public static SeenVersion of(PositionsCopy copy, Basis basis) {
        return new SeenVersion(copy, copy.horizon(), basis);
    }

    /**
     * Whether the stored documents of the version answer this read: only if the read has the basis
     * of the version.
     */
    boolean isStored() {
        return basis.equals(Basis.by(copy.rule()));
    }
}
