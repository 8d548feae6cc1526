package org.demarche.cli.stack;

import java.nio.file.Path;

/** The folder with Demarche's built modules and seeds. */
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** Returns the folder that the script has set, or else the working directory. */
    public static Home ofThisProcess() {
        return new Home(Path.of(System.getProperty("demarche.home", "")));
    }
}
