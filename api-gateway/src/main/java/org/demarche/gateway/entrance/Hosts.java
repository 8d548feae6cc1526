package org.demarche.gateway.entrance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names under which the gateway answers: those of the loopback interface, and those of a
 * setting. Any site can give the gateway's address to a host name of its own. A browser then takes
 * the pages of that site and the gateway for one site, and only the header {@code Host} shows the
 * difference.
 *
 * @param named the names in the setting, in lower case; with a port if pages come from that port
 * @param names the names in the setting without their ports
 */
public record Hosts(Set<String> named, Set<String> names) {

    static final String NAME = "(?:[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])";

    private static final Pattern HOST = Pattern.compile("(" + NAME + ")(?::[0-9]{1,5})?");
    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    public Hosts {
        named = Set.copyOf(named);
        names = Set.copyOf(names);
    }

    /**
     * @param text the names, separated by commas, each with or without a port
     * @throws IllegalArgumentException if a part cannot be a host; the message names the setting
     */
    public static Hosts of(String text) {
        var named =
                Arrays.stream(text.split(","))
                        .map(part -> part.strip().toLowerCase(Locale.ROOT))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.toSet());
        return new Hosts(named, named.stream().map(Hosts::checked).collect(Collectors.toSet()));
    }

    private static String checked(String text) {
        return withoutPort(text)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "demarche.hosts has '%s': it must be a name or an address, such as demarche.example or demarche.example:8443"
                                                .formatted(text)));
    }

    /**
     * @param name the name, in lower case, without a port
     */
    boolean allow(String name) {
        return names.contains(name) || LOOPBACK.matcher(name).matches();
    }

    /**
     * Whether the setting names this host.
     *
     * @param host the host, in lower case, with its port if that is not the usual one
     * @param usual the port that browsers leave out
     */
    boolean name(String host, String usual) {
        return named.contains(host) || named.contains(host + ':' + usual);
    }

    /** Returns the host's name in lower case, without its port; empty if the text is not a host. */
    static Optional<String> withoutPort(String host) {
        var parts = HOST.matcher(host);
        return parts.matches()
                ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
