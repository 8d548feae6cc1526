package org.demarche.position;

import io.micronaut.runtime.Micronaut;

/** Starts the position service. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Main.class).banner(false).start();
    }
}
