package org.demarche.cli.stack;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.cli.terminal.Table;
import org.jspecify.annotations.Nullable;

/**
 * The present state of a stack.
 *
 * @param running whether the supervisor of the stack runs
 * @param url the address of the gateway; null if there is none
 * @param parts the parts; if no supervisor runs, only those that are still alive
 * @param warnings the warnings for the user, a sentence each
 */
public record StackState(
        boolean running, @Nullable String url, List<PartState> parts, List<String> warnings) {

    /** A process has the folder and has not written its record yet. */
    static final StackState BEGINNING = new StackState(true, null, List.of(), List.of());

    private static final StackState NOTHING = new StackState(false, null, List.of(), List.of());

    /**
     * @param state {@code ready}, {@code starting} (alive and not ready) or {@code dead}
     * @param pid the process id; null for a gateway elsewhere, as is {@code log}
     */
    record PartState(
            String name, String address, String state, @Nullable Long pid, @Nullable String log) {}

    public StackState {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    public static StackState of(StackRecord stack, Folder folder) {
        var readiness = new Readiness();
        return new StackState(
                true,
                stack.url(),
                stack.parts().stream()
                        .map(part -> of(part, part.process().anyOfId(), readiness))
                        .toList(),
                warnings(stack, folder, readiness));
    }

    private static List<String> warnings(StackRecord stack, Folder folder, Readiness readiness) {
        return Stream.concat(
                        folder.full().stream(),
                        stack.parts().stream()
                                .flatMap(
                                        part ->
                                                readiness.warnings(part.health()).stream()
                                                        .map(one -> part.name() + ": " + one)))
                .toList();
    }

    /** Returns the state of the processes of a stack whose supervisor has ended. */
    static StackState left(StackRecord stack) {
        var readiness = new Readiness();
        var alive =
                stack.parts().stream()
                        .filter(part -> part.leftBehind().isPresent())
                        .map(part -> of(part, part.leftBehind(), readiness))
                        .toList();
        return alive.isEmpty() ? NOTHING : new StackState(false, stack.url(), alive, List.of());
    }

    /** Returns the state of a stack in a folder of this machine. */
    public static StackState on(Folder folder) {
        return folder.isHeld()
                ? folder.read().map(stack -> of(stack, folder)).orElse(BEGINNING)
                : folder.read().map(StackState::left).orElse(NOTHING);
    }

    /** Returns the state of a gateway elsewhere, which shows nothing else of its stack. */
    public static StackState of(String gateway) {
        var readiness = new Readiness();
        var state = readiness.of(gateway, true) ? "ready" : "not ready";
        return new StackState(
                true,
                gateway,
                List.of(new PartState("gateway", gateway, state, null, null)),
                List.of()); // the warnings are on the port for operation, which may be closed
        // to this client
    }

    private static PartState of(
            StackRecord.Entry part, Optional<ProcessHandle> process, Readiness readiness) {
        var state =
                process.isEmpty()
                        ? "dead"
                        : readiness.of(part.address(), part.http()) ? "ready" : "starting";
        return new PartState(part.name(), part.address(), state, part.process().pid(), part.log());
    }

    public boolean ready() {
        return running
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> part.state().equals("ready"));
    }

    /** Returns the warnings, one per line, to be printed first. */
    public String warningLines() {
        return warnings.stream()
                .map(warning -> "Warning: %s%n".formatted(warning))
                .collect(joining());
    }

    /**
     * @param width the width of the terminal
     */
    public String table(int width) {
        var rows =
                parts.stream()
                        .map(
                                part ->
                                        Table.row(
                                                part.name(),
                                                part.state(),
                                                part.address(),
                                                blank(part.pid())))
                        .toList();
        return Table.of(List.of("what", "state", "address", "process"), rows, width, "process");
    }

    private static Object blank(@Nullable Object cell) {
        return cell == null ? "" : cell;
    }

    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
