package org.demarche.position;

import java.util.function.Supplier;
import org.demarche.log.VersionId;

/** Positions as another release would fold them. */
record Revised(int revision, Supplier<Fold> heap) implements Projection {

    @Override
    public String name() {
        return VersionId.POSITIONS.projection();
    }

    @Override
    public Fold open(int ofRevision) {
        return heap.get();
    }
}
