package org.demarche.position;

/** A version that this process does not know how to fold; another one may. */
final class NotFolded extends Exception {

    private static final long serialVersionUID = 1L;

    NotFolded(String why) {
        super(why);
    }
}
