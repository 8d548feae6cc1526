package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import org.demarche.cli.ExitCode;
import org.demarche.cli.Failure;
import org.demarche.cli.Gateway;
import org.demarche.cli.GatewayOption;
import org.demarche.cli.Pause;
import org.demarche.cli.Terminal;

/** Reads lists again and again, and tells what has changed, until somebody stops it. */
final class ChangeLoop {

    private static final int SECONDS = 2;

    private final GatewayOption option;
    private final Terminal terminal;
    private final boolean json;
    private final Pause pause;
    private boolean away;

    ChangeLoop(GatewayOption option, Terminal terminal, boolean json, Pause pause) {
        this.option = option;
        this.terminal = terminal;
        this.json = json;
        this.pause = pause;
    }

    /**
     * @return the exit code, if nobody reads on
     * @throws Failure if the gateway refuses, or is away at the beginning
     */
    int tell(ChangingList shifts, ChangingList conflicts) {
        var gateway = option.gateway();
        shifts.keep(shifts.read(gateway));
        conflicts.keep(conflicts.read(gateway));
        say(
                "%s and %s at %s so far. Each change is told until Ctrl-C."
                        .formatted(
                                counted(shifts, "shift"),
                                counted(conflicts, "conflict"),
                                gateway.root()));
        while (terminal.isWritten()) {
            pause.seconds(SECONDS);
            gateway = again(gateway);
            try {
                tell(gateway, shifts, conflicts);
                back();
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE) throw e;
                gone(e);
            }
        }
        return ExitCode.NO;
    }

    private void tell(Gateway gateway, ChangingList shifts, ChangingList conflicts) {
        var text = new ChangeText(new EntryNames(gateway), json);
        tell(gateway, shifts, text::shift);
        tell(gateway, conflicts, text::conflict);
    }

    private interface Telling {
        String of(JsonNode item, boolean isNew, Instant noticed);
    }

    /** Nothing is told before all of it is known, in case the gateway goes away in between. */
    private void tell(Gateway gateway, ChangingList list, Telling telling) {
        var reading = list.read(gateway);
        var now = Instant.now();
        var changes = new ArrayList<String>();
        reading.gone().forEach(one -> changes.add(telling.of(one, false, now)));
        reading.come().reversed().forEach(one -> changes.add(telling.of(one, true, now)));
        changes.forEach(terminal.out()::println);
        terminal.out().flush();
        list.keep(reading);
    }

    /** A stack that was started again may have another port. */
    private Gateway again(Gateway before) {
        return away ? option.again().orElse(before) : before;
    }

    private void gone(Failure e) {
        if (!away) say(sentence(String.valueOf(e.getMessage())) + " Waiting for it …");
        away = true;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + '.';
    }

    private void back() {
        if (away) say("The gateway answers again.");
        away = false;
    }

    private static String counted(ChangingList list, String thing) {
        return Words.counted(Integer.toString(list.size()), thing);
    }

    /** Beside the changes, which alone go to standard output. */
    private void say(String sentence) {
        terminal.err()
                .println(json ? Gateway.JSON.createObjectNode().put("detail", sentence) : sentence);
        terminal.err().flush();
    }
}
