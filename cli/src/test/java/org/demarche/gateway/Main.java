package org.demarche.gateway;

import org.demarche.cli.stack.FakePart;

/** Bears the name by which the stack starts the real one. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        FakePart.http();
    }
}
