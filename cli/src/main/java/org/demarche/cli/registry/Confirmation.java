package org.demarche.cli.registry;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user before a command changes something. */
@FunctionalInterface
interface Confirmation {

    /**
     * @return the answer; empty if nobody can be asked
     */
    Optional<Boolean> to(String question);

    /** Asks on the terminal, if there is one. */
    static Optional<Boolean> onTerminal(String question) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> isYes(console.readLine("%s [y/N] ", question)));
    }

    /** Whether the answer is yes. The end of the input means no. */
    private static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
