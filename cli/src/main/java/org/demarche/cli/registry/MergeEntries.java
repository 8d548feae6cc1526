package org.demarche.cli.registry;

import org.demarche.cli.registry.RegistryApi.Own;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        description = {
            "Merges an entry into another one, after it has shown the consequences.",
            "The names of the first then mean the second, and its reports count as reports of the second. No report changes, and --undo takes the merge back."
        })
final class MergeEntries extends EntryCommand {

    @Parameters(index = "0", paramLabel = "FROM", description = "The entry to give up.")
    private String from = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INTO",
            description = "The entry to keep.")
    private @Nullable String into;

    @Option(
            names = "--yes",
            description = "Merge without asking. Without a terminal, a merge needs this option.")
    private boolean yes;

    @Option(names = "--undo", description = "Undo the merge of FROM.")
    private boolean undo;

    private final Confirmation consent;

    MergeEntries(EntryType type, Confirmation consent, Terminal terminal, Home home) {
        super(type, terminal, home);
        this.consent = consent;
    }

    @Override
    public Integer call() {
        if (undo == (into != null)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "Name FROM and INTO to merge, or FROM with --undo to undo a merge.");
        }
        var api = toWrite();
        var given = api.own(from);
        return into == null ? undo(api, given) : merge(api, given, into);
    }

    private int merge(RegistryApi api, Own given, String name) {
        var kept = api.own(name);
        requireUnmerged(given, kept);
        if (given.mergedInto().equals(kept.id())) {
            print(
                    given.entry(),
                    "%s was merged into %s before: nothing was written."
                            .formatted(given.id(), kept.id()));
            return ExitCode.OK;
        }
        if (json && !yes) {
            throw new Failure(
                    ExitCode.USAGE, "With --json nobody is asked: add --yes to merge them.");
        }
        if (!json) {
            terminal.out().println(new MergePreview(api, given, kept, terminal.columns()).text());
            terminal.out().flush();
        }
        if (!agreed(given, kept)) {
            return ExitCode.NO;
        }
        var entry = given.entry().deepCopy().put("mergedInto", kept.id());
        var stored = api.replace(given, entry).body();
        print(
                stored,
                "%s is merged into %s. %s takes it back."
                        .formatted(
                                given.id(), kept.id(), typed("merge " + given.id() + " --undo")));
        return ExitCode.OK;
    }

    private void requireUnmerged(Own given, Own kept) {
        if (given.id().equals(kept.id())) {
            throw new Failure(
                    ExitCode.NO, "'%s' and '%s' both mean %s.".formatted(from, into, kept.id()));
        }
        if (!kept.mergedInto().isEmpty()) {
            throw new Failure(
                    ExitCode.NO,
                    "%s was merged into %s itself: merge %s into that one."
                            .formatted(kept.id(), kept.mergedInto(), given.id()));
        }
        if (!given.mergedInto().isEmpty() && !given.mergedInto().equals(kept.id())) {
            throw new Failure(
                    ExitCode.NO,
                    "%s was merged into %s before. Undo that first: %s."
                            .formatted(
                                    given.id(),
                                    given.mergedInto(),
                                    typed("merge " + given.id() + " --undo")));
        }
    }

    private boolean agreed(Own given, Own kept) {
        if (yes) {
            return true;
        }
        var answer = consent.to("Merge %s into %s?".formatted(given.id(), kept.id()));
        if (!answer.orElse(false)) {
            terminal.err()
                    .println(
                            answer.isPresent()
                                    ? "Nothing was merged."
                                    : "Nothing was merged: repeat it with --yes to merge them.");
        }
        return answer.orElse(false);
    }

    private int undo(RegistryApi api, Own given) {
        if (given.mergedInto().isEmpty()) {
            print(given.entry(), given.id() + " is not merged: nothing was written.");
            return ExitCode.OK;
        }
        var entry = given.entry().deepCopy();
        entry.remove("mergedInto");
        var stored = api.replace(given, entry).body();
        print(stored, "%s is an entry of its own again.".formatted(given.id()));
        return ExitCode.OK;
    }
}
