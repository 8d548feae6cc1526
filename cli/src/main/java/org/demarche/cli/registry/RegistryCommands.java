package org.demarche.cli.registry;

import java.util.ArrayList;
import java.util.List;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.Terminal;
import org.demarche.log.registry.EntryType;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands about each type of entry: one that lists the entries, and its subcommands. */
public final class RegistryCommands {

    private RegistryCommands() {}

    public static List<CommandLine> all(Terminal terminal, Home home) {
        return EntryType.ALL.stream().map(type -> of(type, terminal, home)).toList();
    }

    private static CommandLine of(EntryType type, Terminal terminal, Home home) {
        var list = new CommandLine(new ListEntries(type, terminal, home));
        var spec = list.getCommandSpec().name(type.plural());
        spec.usageMessage()
                .description(
                        "Lists the %s of the registry. Its subcommands find, show and change them."
                                .formatted(type.plural()))
                .synopsisSubcommandLabel("[COMMAND]");
        Kinds.filters(type).forEach(filter -> filter.addTo(spec));
        return list.addSubcommand(new SearchEntries(type, terminal, home))
                .addSubcommand(new ShowEntry(type, terminal, home))
                .addSubcommand(add(type, terminal, home))
                .addSubcommand(change(type, terminal, home))
                .addSubcommand(new MergeEntries(type, Confirmation::onTerminal, terminal, home));
    }

    private static CommandLine add(EntryType type, Terminal terminal, Home home) {
        var changes = changes(type);
        var add = new CommandLine(new AddEntry(type, changes, terminal, home));
        changes.forEach(change -> addOptions(change, add.getCommandSpec(), true));
        return add;
    }

    private static CommandLine change(EntryType type, Terminal terminal, Home home) {
        var changes = changes(type);
        var change = new CommandLine(new ChangeEntry(type, changes, terminal, home));
        changes.forEach(each -> addOptions(each, change.getCommandSpec(), false));
        return change;
    }

    /**
     * Returns the changes of a type. Each command needs its own, because some hold the values of
     * its options.
     */
    private static List<EntryChange> changes(EntryType type) {
        var changes = new ArrayList<EntryChange>(Kinds.fields(type));
        if (type == EntryType.ACTOR) changes.add(new MembershipOptions());
        if (type == EntryType.OUTLET) changes.add(new GradeOptions());
        return changes;
    }

    private static void addOptions(EntryChange change, CommandSpec command, boolean isNew) {
        if (change instanceof EntryField field) {
            field.addTo(command, isNew);
        } else {
            command.addMixin(
                    change.getClass().getSimpleName(), CommandSpec.forAnnotatedObject(change));
        }
    }
}
