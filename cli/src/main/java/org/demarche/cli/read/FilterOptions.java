package org.demarche.cli.read;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.client.Address;
import picocli.CommandLine.Option;

/** The options that select actors and issues. */
final class FilterOptions {

    @Option(
            names = "--actor",
            paramLabel = "ACTOR",
            description = "Only this actor; may be repeated.")
    private List<String> actors = new ArrayList<>();

    @Option(
            names = "--issue",
            paramLabel = "ISSUE",
            description = "Only this issue; may be repeated.")
    private List<String> issues = new ArrayList<>();

    /** Returns the address of a list of the API, with only the selected actors and issues. */
    Address in(String list) {
        return Address.of(list).with("actor", actors).with("issue", issues);
    }

    boolean isAll() {
        return actors.isEmpty() && issues.isEmpty();
    }
}
