package org.demarche.cli.registry;

import org.demarche.cli.client.Address;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.demarche.cli.terminal.WidthOption;
import org.demarche.log.registry.EntryType;
import picocli.CommandLine.Mixin;

/** The list of all entries of a type; the other commands about them are its subcommands. */
final class ListEntries extends EntryCommand {

    @Mixin private final LimitOption limit = new LimitOption();
    @Mixin private final WidthOption width;

    ListEntries(EntryType type, Terminal terminal, Home home) {
        super(type, terminal, home);
        width = new WidthOption(terminal);
    }

    @Override
    public Integer call() {
        var api = toRead();
        Address address = api.list();
        for (var filter : Kinds.filters(type)) {
            address = filter.of(spec, address);
        }
        var pages = limit.pages(api.gateway(), address, "items");
        print(pages.document(), EntryTable.of(type, pages.rows("items"), width.columns()));
        if (!json) {
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
