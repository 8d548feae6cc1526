package org.demarche.position.projection;

/** This process cannot fold the version; another process may. */
public final class NotFolded extends Exception {

    private static final long serialVersionUID = 1L;

    NotFolded(String why) {
        super(why);
    }
}
