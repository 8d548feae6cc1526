package org.demarche.torture.fault;

/** A fault that this machine, or the current state of the stack, does not allow. */
public final class NotInjected extends Exception {

    private static final long serialVersionUID = 1;

    NotInjected(String why) {
        super(why);
    }

    /** The reason, as a sentence. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
