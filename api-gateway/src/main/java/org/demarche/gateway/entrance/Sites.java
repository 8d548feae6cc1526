package org.demarche.gateway.entrance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sites whose pages may read in a browser, from a setting. No page of another site than the
 * gateway's own may write.
 *
 * @param readers the sites, as browsers name them in {@code Origin}, such as {@code
 *     https://desk.example}
 */
public record Sites(Set<String> readers) {

    private static final Pattern SITE =
            Pattern.compile("(https?)://(" + Hosts.NAME + "(?::[0-9]{1,5})?)");

    /** The usual port of each scheme, which browsers leave out. */
    private static final Map<String, String> USUAL_PORTS = Map.of("https", "443", "http", "80");

    public Sites {
        readers = Set.copyOf(readers);
    }

    /**
     * @param text the sites, separated by commas
     * @throws IllegalArgumentException if a part is not a site; the message names the setting
     */
    public static Sites of(String text) {
        return new Sites(named("demarche.cors", text));
    }

    /**
     * Returns the sites that a setting names.
     *
     * @throws IllegalArgumentException if a part is not a site; the message names the setting
     */
    static Set<String> named(String setting, String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> checked(setting, part))
                .collect(Collectors.toSet());
    }

    private static String checked(String setting, String text) {
        if (!SITE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "%s has '%s': it must be a scheme and a host without a path, such as https://desk.example"
                            .formatted(setting, text));
        }
        return asBrowsersName(text);
    }

    boolean mayRead(String site) {
        return readers.contains(asBrowsersName(site));
    }

    private static String asBrowsersName(String site) {
        var matcher = SITE.matcher(site.toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? matcher.group(1) + "://" + bare(matcher.group(2), usualPort(matcher.group(1)))
                : site;
    }

    private static String usualPort(String scheme) {
        return USUAL_PORTS.getOrDefault(scheme, "");
    }

    private static String bare(String host, String usual) {
        return host.endsWith(':' + usual)
                ? host.substring(0, host.length() - usual.length() - 1)
                : host;
    }

    /**
     * Whether a site is the gateway's own. It is, if it has the host of the request. It also is, if
     * the setting names it, because a proxy may use another host for the gateway than browsers use
     * for the proxy. A named host with another port is another site.
     */
    static boolean isOwn(String site, String host, Hosts hosts) {
        var matcher = SITE.matcher(site.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return false;
        }
        var usual = usualPort(matcher.group(1));
        var origin = bare(matcher.group(2), usual);
        return origin.equalsIgnoreCase(bare(host, usual)) || hosts.name(origin, usual);
    }
}
