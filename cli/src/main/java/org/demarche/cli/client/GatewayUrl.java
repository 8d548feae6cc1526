package org.demarche.cli.client;

import java.net.URI;
import java.util.regex.Pattern;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** The address of a gateway, as the user writes it. */
public final class GatewayUrl {

    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private GatewayUrl() {}

    /** Whether nobody between this machine and the gateway can read a request. */
    static boolean keepsSecrets(URI root) {
        return "https".equals(root.getScheme()) || LOOPBACK.matcher(root.getHost()).matches();
    }

    /**
     * @return the URL without a slash at its end
     * @throws Failure if the text is not an http or https URL with a host
     */
    public static URI parse(String text) {
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
