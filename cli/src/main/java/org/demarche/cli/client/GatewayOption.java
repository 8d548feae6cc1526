package org.demarche.cli.client;

import java.nio.file.Path;
import java.util.Optional;
import org.demarche.cli.stack.DataOption;
import org.demarche.cli.stack.Home;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that name a gateway. The command line overrides the environment. */
public final class GatewayOption {

    private static final String VARIABLE = "DEMARCHE_URL";
    private static final String USUAL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The address of the gateway. By default it is $DEMARCHE_URL, or else that of the stack that runs here. If there is neither, a command that only reads asks "
                            + USUAL
                            + ".")
    private @Nullable String url;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "The certificates (PEM) that sign the gateway's certificate, in place of those that Java trusts.")
    private @Nullable Path authority;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin private final DataOption data;

    @Mixin private final TokenOption token = new TokenOption();

    /** Whether the address is from the record of a stack on this machine. */
    private boolean ofStack;

    public GatewayOption(Home home) {
        data = new DataOption(home);
    }

    /** Returns the gateway for a command that only reads. */
    public Gateway gateway() {
        return gateway(named().orElseGet(this::usual));
    }

    /**
     * Returns the gateway for a later request, because the gateway of a stack on this machine may
     * have another address by then.
     *
     * @throws Failure if this stack does not run
     */
    public Gateway again(Gateway before) {
        if (!ofStack) return before;
        var now = data.runningUrl().orElseThrow(() -> nothing("`demarche up` starts it."));
        return GatewayUrl.parse(now).equals(before.root()) ? before : gateway(now);
    }

    /**
     * Returns the gateway for a command that changes something. It never guesses the gateway.
     *
     * @throws Failure if the user named no gateway, and no stack runs here
     */
    public Gateway toWrite() {
        return gateway(
                named().orElseThrow(
                                () ->
                                        nothing(
                                                "Nothing was sent: name the gateway with --url, or start a stack with `demarche up`.")));
    }

    /**
     * Returns the default address, and prints it, because another person's stack may answer there.
     */
    private String usual() {
        command.commandLine()
                .getErr()
                .println(
                        "No stack is running on %s, so %s is asked.".formatted(data.root(), USUAL));
        return USUAL;
    }

    private Gateway gateway(String address) {
        var root = GatewayUrl.parse(address);
        var own = token.token();
        if (own.isPresent() && !GatewayUrl.keepsSecrets(root)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "The access token was not sent: with http, everybody on the way to %s can read it. Name an https address of the gateway, or run the command without a token."
                            .formatted(root.getHost()));
        }
        return new Gateway(root, own, Optional.ofNullable(authority).map(TrustedCertificates::by));
    }

    /** Returns the address that the user named; empty for a stack on this machine. */
    public Optional<String> elsewhere() {
        if (url != null && data.isGiven()) {
            throw new Failure(
                    ExitCode.USAGE, "--url and --data may name two gateways: give one of them.");
        }
        return Optional.ofNullable(url)
                .or(
                        () ->
                                data.isGiven()
                                        ? Optional.empty()
                                        : Optional.ofNullable(System.getenv(VARIABLE))
                                                .map(GatewayOption::ofVariable));
    }

    /**
     * Reads the variable. An empty value is refused, because it is often a mistake in a script, and
     * the command could ask another gateway.
     */
    private static String ofVariable(String value) {
        if (value.isBlank()) {
            throw new Failure(
                    ExitCode.USAGE,
                    VARIABLE + " is empty: set it to the address of a gateway, or unset it.");
        }
        try {
            return GatewayUrl.parse(value).toString();
        } catch (Failure e) {
            throw new Failure(
                    ExitCode.USAGE, "The variable %s: %s".formatted(VARIABLE, e.getMessage()), e);
        }
    }

    /** Returns the options as the user would type them again; empty if none was given. */
    public String typed() {
        return (url == null ? data.typed() : " --url " + url)
                + (authority == null ? "" : " --ca " + authority)
                + token.typed();
    }

    public DataOption data() {
        return data;
    }

    private Optional<String> named() {
        var elsewhere = elsewhere();
        var found = elsewhere.or(data::runningUrl);
        ofStack = found.isPresent() && elsewhere.isEmpty();
        if (found.isEmpty() && data.isGiven()) {
            throw nothing("`demarche up --data %s` starts a stack there.".formatted(data.root()));
        }
        return found;
    }

    private Failure nothing(String advice) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "No stack is running on %s. %s".formatted(data.root(), advice));
    }
}
