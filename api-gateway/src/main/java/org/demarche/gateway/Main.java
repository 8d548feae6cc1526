package org.demarche.gateway;

import io.micronaut.runtime.Micronaut;

/** Starts the gateway. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Micronaut.run(Main.class, arguments);
    }
}
