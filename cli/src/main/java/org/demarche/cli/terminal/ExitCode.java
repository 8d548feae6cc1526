package org.demarche.cli.terminal;

import java.util.Map;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The values of `$?` for scripts. `--help` shows the sentences here. */
public final class ExitCode {

    public static final int OK = 0;
    public static final int NO = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;
    public static final int CANNOT_START = 4;

    private static final String[] MEANINGS = {
        "0:done, or the answer is yes",
        "1:the answer is no: a line failed, a name is unknown, or something is not running",
        "2:the command line is wrong",
        "3:the gateway cannot be reached or cannot answer now; try again later",
        "4:the stack cannot start or continue",
        "130, 143:Ctrl-C or a signal stopped it"
    };

    private ExitCode() {}

    /** Returns each value with its sentence, in this order. */
    public static Map<String, String> meanings() {
        return UsageMessageSpec.keyValuesMap(MEANINGS);
    }
}
