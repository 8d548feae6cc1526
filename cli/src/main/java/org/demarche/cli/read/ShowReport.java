package org.demarche.cli.read;

import java.util.concurrent.Callable;
import org.demarche.cli.Address;
import org.demarche.cli.ExitCode;
import org.demarche.cli.GatewayOption;
import org.demarche.cli.Terminal;
import org.demarche.cli.stack.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Shows the events of a report, who recorded each, and its content.")
public final class ShowReport implements Callable<Integer> {

    @Mixin private final GatewayOption gateway;

    @Parameters(paramLabel = "REPORT", description = "The report's id.")
    private String id = "";

    @Option(names = "--json", description = "Print the gateway's answer as it is.")
    private boolean json;

    private final Terminal terminal;

    public ShowReport(Terminal terminal, Home home) {
        this.terminal = terminal;
        gateway = new GatewayOption(home);
    }

    @Override
    public Integer call() {
        var report = gateway.gateway().get(Address.of("/v1/reports/%s", id));
        terminal.out().println(json ? report : StatementText.events(report));
        return ExitCode.OK;
    }
}
