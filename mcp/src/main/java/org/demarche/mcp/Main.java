package org.demarche.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.demarche.cli.client.GatewayOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** Serves one assistant, until the assistant closes the input. */
@Command(
        name = "demarche mcp",
        description = {
            "Answers an assistant by the Model Context Protocol, over standard input and output. It only reads.",
            "An assistant starts this command itself: docs/assistants.md says how to set this up."
        })
public final class Main implements Callable<Integer> {

    @Mixin private final GatewayOption gateway = new GatewayOption(Home.ofThisProcess());

    private Main() {}

    public static void main(String[] args) {
        var command = new CommandLine(new Main());
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help.")
                                .build());
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        var protocol = System.out;
        System.setOut(System.err); // any other line on standard output would break the protocol
        var ended = new CountDownLatch(1);
        var server = ToolServer.start(gateway::gateway, untilEnd(System.in, ended), protocol);
        ended.await();
        server.closeGracefully();
        return ExitCode.OK;
    }

    private static InputStream untilEnd(InputStream in, CountDownLatch ended) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return seen(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return seen(super.read(bytes, offset, length));
            }

            private int seen(int read) {
                if (read == -1) ended.countDown();
                return read;
            }
        };
    }
}
