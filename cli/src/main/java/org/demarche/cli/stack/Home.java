package org.demarche.cli.stack;

import java.nio.file.Path;

/** Where Demarche itself lies: the folder with the built modules and the seeds. */
public record Home(Path path) {

    public Home {
        path = path.toAbsolutePath().normalize();
    }

    /** As the script says it; else the folder that the command is run in. */
    public static Home ofThisProcess() {
        return new Home(Path.of(System.getProperty("demarche.home", "")));
    }
}
