package org.demarche.cli.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Pause;
import org.demarche.cli.terminal.Terminal;

/** Reads lists again and again, and prints what has changed, until the user stops the command. */
final class ChangeLoop {

    private static final int SECONDS = 2;

    private final GatewayOption option;
    private final List<ChangingList> lists;
    private final Terminal terminal;
    private final boolean json;
    private final Pause pause;
    private final Set<ChangingList> refused = new HashSet<>();
    private String version = "";
    private boolean away;

    ChangeLoop(
            GatewayOption option,
            List<ChangingList> lists,
            Terminal terminal,
            boolean json,
            Pause pause) {
        this.option = option;
        this.lists = lists;
        this.terminal = terminal;
        this.json = json;
        this.pause = pause;
    }

    /**
     * @return the exit code, if nobody reads standard output any more
     * @throws Failure if the gateway refuses all lists, or cannot be reached at the beginning
     */
    int tell() {
        var gateway = option.gateway();
        tell(gateway);
        var counts = lists.stream().map(ChangingList::counted).flatMap(Optional::stream).toList();
        say(
                "%s at %s so far. Each change appears here until you press Ctrl-C."
                        .formatted(String.join(" and ", counts), gateway.root()));
        while (terminal.isWritten()) {
            pause.seconds(SECONDS);
            try {
                gateway = option.again(gateway);
                tell(gateway);
            } catch (Failure e) {
                if (e.exitCode() != ExitCode.UNREACHABLE) throw e;
                gone(e);
            }
        }
        return ExitCode.NO;
    }

    /**
     * Reads the lists and prints their changes. It prints nothing before it has the whole text,
     * because the gateway may become unreachable in between. If one list is refused, the changes of
     * the others are printed.
     */
    private void tell(Gateway gateway) {
        var text = new ChangeText(new EntryNames(gateway), json);
        var changes = new ArrayList<String>();
        var readings = new LinkedHashMap<ChangingList, ChangingList.Reading>();
        var refusals = new LinkedHashMap<ChangingList, Failure>();
        for (var list : lists) {
            try {
                var reading = list.read(gateway);
                reading.ifPresent(now -> changes.addAll(changes(list.thing(), now, text)));
                reading.ifPresent(now -> readings.put(list, now));
            } catch (Failure e) {
                if (e.exitCode() == ExitCode.UNREACHABLE) throw e;
                refusals.put(list, e);
            }
        }
        if (refusals.size() == lists.size()) throw refusals.firstEntry().getValue();
        back();
        refusals.forEach(this::refused);
        refused.retainAll(refusals.keySet());
        readings.keySet().forEach(list -> answeredBy(list.version()));
        changes.forEach(terminal.out()::println);
        terminal.out().flush();
        readings.forEach(ChangingList::keep);
    }

    private static List<String> changes(
            String thing, ChangingList.Reading reading, ChangeText text) {
        var now = Instant.now();
        var changes = new ArrayList<String>();
        reading.gone().forEach(one -> changes.add(text.of(thing, parsed(one), false, now)));
        reading.come()
                .reversed()
                .forEach(one -> changes.add(text.of(thing, parsed(one), true, now)));
        return changes;
    }

    private void refused(ChangingList list, Failure refusal) {
        if (refused.add(list)) say(sentence(String.valueOf(refusal.getMessage())));
    }

    private static JsonNode parsed(String thing) {
        try {
            return Gateway.JSON.readTree(thing);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // this command has written it itself
        }
    }

    private void answeredBy(String now) {
        if (!version.isEmpty() && !now.isEmpty() && !now.equals(version)) {
            say("%s answers now, in place of %s.".formatted(now, version));
        }
        version = now;
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

    /** Writes to standard error, because standard output has changes only. */
    private void say(String sentence) {
        terminal.err()
                .println(json ? Gateway.JSON.createObjectNode().put("detail", sentence) : sentence);
        terminal.err().flush();
    }
}
