package org.demarche.cli;

import java.net.URI;

/** The address of a gateway, as the user writes it. */
public final class GatewayUrl {

    private GatewayUrl() {}

    /**
     * @return without a slash at its end
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
