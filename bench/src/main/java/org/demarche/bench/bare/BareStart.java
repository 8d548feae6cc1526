package org.demarche.bench.bare;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demarche.bench.workplace.Workplace;

/**
 * Starts a server whose routes do no work. It has the memory and the garbage collector of a
 * gateway.
 */
public final class BareStart {

    private static final String NAME = "bare";
    private static final List<String> MEMORY =
            List.of(
                    "-XX:MaxRAMPercentage=12.5",
                    "-XX:+UseG1GC",
                    "-XX:GCTimeRatio=3",
                    "-XX:+UseCompactObjectHeaders");

    private BareStart() {}

    /**
     * Starts the server, and returns its address as soon as the server answers.
     *
     * @param kafka the broker to which the server appends reports; none for reads alone
     */
    public static URI in(Workplace workplace, String... kafka) throws Exception {
        var port = Workplace.freePort();
        var address = URI.create("http://127.0.0.1:" + port);
        var arguments =
                new ArrayList<>(List.of(BareServer.class.getName(), Integer.toString(port)));
        arguments.addAll(List.of(kafka));
        workplace.startServer(
                NAME,
                classPathWithoutServices(),
                MEMORY,
                arguments,
                address.resolve(BareRoute.path(1)));
        return address;
    }

    public static void stop(Workplace workplace) {
        workplace.stop(NAME);
    }

    /**
     * Returns the class path without the position service, because a Micronaut server runs
     * everything that it finds there.
     */
    private static String classPathWithoutServices() {
        return Arrays.stream(Workplace.ownClassPath().split(File.pathSeparator))
                .filter(
                        jar ->
                                !Path.of(jar)
                                        .getFileName()
                                        .toString()
                                        .startsWith("position-service"))
                .collect(joining(File.pathSeparator));
    }
}
