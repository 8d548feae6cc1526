package org.demarche.position;

import java.util.function.Supplier;
import org.demarche.log.VersionId;
import org.demarche.position.projection.Fold;
import org.demarche.position.projection.Projection;

/** Positions as another release would fold them. */
public record Revised(int revision, Supplier<Fold> heap) implements Projection {

    @Override
    public String name() {
        return VersionId.POSITIONS.projection();
    }

    @Override
    public Fold open(int ofRevision) {
        return heap.get();
    }
}
