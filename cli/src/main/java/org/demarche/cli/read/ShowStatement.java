package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "statement", description = "Shows a statement, its reports, and where they differ.")
public final class ShowStatement implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "ID", description = "The statement's id.")
    private String id = "";

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    public ShowStatement(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var api = gateway.gateway();
        var statement = new EvidenceIds(api).statement(id);
        terminal.out()
                .println(json ? statement : new StatementText(new EntryNames(api)).of(statement));
        return ExitCode.OK;
    }
}
