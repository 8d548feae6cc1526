package org.demarche.position.projection;

/** This process cannot fold the version. Another process may be able to. */
public final class NotFolded extends Exception {

    private static final long serialVersionUID = 1L;

    NotFolded(String why) {
        super(why);
    }
}
