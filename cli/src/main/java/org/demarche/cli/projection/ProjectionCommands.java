package org.demarche.cli.projection;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;

/** All commands of this package, in the order of `--help`. */
public final class ProjectionCommands {

    private ProjectionCommands() {}

    public static List<Object> all(Terminal terminal, Home home) {
        var all = new ArrayList<Object>();
        all.add(new ShowProjections(terminal, home));
        all.add(new ShowDocuments(terminal, home));
        all.add(new ShowDecisions(terminal, home));
        all.add(new Declare(terminal, home));
        all.add(new StartReplay(terminal, home));
        all.add(new ShowDiff(terminal, home));
        all.add(new ShowDeadLetters(terminal, home));
        all.addAll(VersionCommands.all(terminal, home));
        return all;
    }
}
