package org.demarche.model;

import java.util.List;

/** An actor's position on an issue at a point in time, and how it came about. */
public final class Evaluation {

    private final Dossier dossier;
    private final PointInTime time;

    Evaluation(Dossier dossier, PointInTime time) {
        this.dossier = dossier;
        this.time = time;
    }

    public Position position() {
        return dossier.position(time);
    }

    /** The oldest first. */
    public List<Shift> shifts() {
        return history().shifts();
    }

    public History history() {
        return dossier.history(time);
    }

    /** What others say of the actor, and outlets in their own words: of each the last word. */
    public List<Position.Ascribed> ascribed() {
        return dossier.ascribed(time);
    }
}
