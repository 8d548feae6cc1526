package org.demarche.cli.registry;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a person before something is done. */
@FunctionalInterface
interface Confirmation {

    /**
     * @return empty where nobody can be asked
     */
    Optional<Boolean> to(String question);

    /** Asks where a person sits at a terminal. */
    static Optional<Boolean> onTerminal(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> isYes(console.readLine("%s [y/N] ", question)));
    }

    /** The end of the input is no. */
    private static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
