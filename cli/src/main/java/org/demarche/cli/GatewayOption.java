package org.demarche.cli;

import java.net.URI;
import java.util.Optional;
import org.demarche.cli.stack.DataOption;
import org.demarche.cli.stack.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which gateway is asked. */
final class GatewayOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The gateway; by default $DEMARCHE_URL, else that of the stack running here, else http://127.0.0.1:8080.")
    private @Nullable String url;

    @Mixin private final DataOption data;

    GatewayOption(Home home) {
        data = new DataOption(home);
    }

    Gateway gateway() {
        var chosen =
                Optional.ofNullable(url)
                        .or(() -> Optional.ofNullable(System.getenv("DEMARCHE_URL")))
                        .or(data::runningUrl)
                        .orElse("http://127.0.0.1:8080");
        return new Gateway(parse(chosen));
    }

    private static URI parse(String text) {
        try {
            var uri = URI.create(text.replaceFirst("/+$", ""));
            if (uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())))
                return uri;
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "Not a URL: " + text, e);
        }
        throw new Failure(ExitCode.USAGE, "Not an http or https URL: " + text);
    }
}
