package org.demarche.cli;

import java.util.Optional;
import org.demarche.cli.stack.DataOption;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway is asked. */
public final class GatewayOption {

    private static final String USUAL = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The gateway; by default $DEMARCHE_URL, else that of the stack running here, else "
                            + USUAL
                            + ".")
    private @Nullable String url;

    @Mixin private final DataOption data;

    public GatewayOption(Home home) {
        data = new DataOption(home);
    }

    public Gateway gateway() {
        return new Gateway(GatewayUrl.parse(named().or(data::runningUrl).orElse(USUAL)));
    }

    /**
     * What a command that writes tells its user where nobody said which gateway is meant and no
     * stack of this folder runs: another one may have the usual port.
     */
    public Optional<String> doubt() {
        if (named().or(data::runningUrl).isPresent()) return Optional.empty();
        return Optional.of(
                "Nothing is running on %s; the gateway at %s is used instead."
                        .formatted(data.root(), USUAL));
    }

    private Optional<String> named() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(System.getenv("DEMARCHE_URL")));
    }
}
