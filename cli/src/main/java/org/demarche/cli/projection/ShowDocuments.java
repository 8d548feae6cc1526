package org.demarche.cli.projection;

import java.util.concurrent.Callable;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.client.LimitOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "documents",
        description =
                "Lists the documents of a projection, one per line, or shows the document of one key.")
final class ShowDocuments implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The projection, such as positions.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Only the document with this key, whole.")
    private @Nullable String key;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Only documents whose keys begin with TEXT.")
    private @Nullable String prefix;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "The version; by default the live one.")
    private @Nullable String version;

    @Mixin private final LimitOption limit = new LimitOption();

    @Option(
            names = "--json",
            description = "Print the gateway's answers as they are, all pages as one.")
    private boolean json;

    private final Terminal terminal;

    ShowDocuments(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        return key == null ? all() : one(key);
    }

    private int one(String key) {
        var address = Address.of("/v1/projections/%s/documents/%s", name, key);
        var document = gateway.gateway().get(address.with("version", version));
        terminal.out().println(json ? document : document.toPrettyString());
        return ExitCode.OK;
    }

    private String nothing() {
        var projection = version == null ? name : name + "/" + version;
        return prefix == null
                ? "%s has no documents.".formatted(projection)
                : "%s has no document whose key begins with '%s'.".formatted(projection, prefix);
    }

    private int all() {
        var address =
                Address.of("/v1/projections/%s/documents", name)
                        .with("prefix", prefix)
                        .with("version", version);
        var pages = limit.pages(gateway.gateway(), address, "items");
        if (json) {
            terminal.out().println(pages.document());
        } else if (pages.rows("items").isEmpty()) {
            terminal.out().println(nothing());
        } else {
            var width = terminal.cut();
            pages.rows("items")
                    .forEach(item -> terminal.out().println(DocumentText.line(item, width)));
            limit.sayMore(terminal, pages);
        }
        return ExitCode.OK;
    }
}
