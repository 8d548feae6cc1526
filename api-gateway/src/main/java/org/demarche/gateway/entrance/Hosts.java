package org.demarche.gateway.entrance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names under which the gateway answers: those of the loopback interface, and those of a
 * setting. Any site can give a name of its own the gateway's address. A browser then takes its
 * pages and the gateway for one site, and only the name in {@code Host} tells them apart.
 *
 * @param named by the setting, in lower case; with a port where pages come from this port
 * @param names the same without ports
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
     * @param text names with commas between, each with or without a port
     * @throws IllegalArgumentException naming the setting, if one of them cannot be a host
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
     * @param name in lower case, without a port
     */
    boolean allow(String name) {
        return names.contains(name) || LOOPBACK.matcher(name).matches();
    }

    /**
     * Whether the setting names it.
     *
     * @param host in lower case, with a port where it is not the usual one
     * @param usual the port that browsers leave out
     */
    boolean name(String host, String usual) {
        return named.contains(host) || named.contains(host + ':' + usual);
    }

    /** The name in lower case; empty if it is not a host. */
    static Optional<String> withoutPort(String host) {
        var parts = HOST.matcher(host);
        return parts.matches()
                ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
