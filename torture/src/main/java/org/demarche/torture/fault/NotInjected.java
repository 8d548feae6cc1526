package org.demarche.torture.fault;

/** A fault that this machine, or the present state of the stack, does not allow. */
public final class NotInjected extends Exception {

    private static final long serialVersionUID = 1;

    NotInjected(String why) {
        super(why);
    }

    /** Why, as a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
