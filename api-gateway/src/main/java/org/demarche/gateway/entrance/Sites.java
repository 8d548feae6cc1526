package org.demarche.gateway.entrance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The sites whose pages may read in a browser, by a setting. No page of another site may write.
 *
 * @param readers as browsers name them in {@code Origin}: {@code https://desk.example}
 */
public record Sites(Set<String> readers) {

    private static final Pattern SITE =
            Pattern.compile("(https?)://(" + Hosts.NAME + "(?::[0-9]{1,5})?)");

    /** Browsers leave out the port that is usual for a scheme. */
    private static final Map<String, String> USUAL_PORTS = Map.of("https", "443", "http", "80");

    public Sites {
        readers = Set.copyOf(readers);
    }

    /**
     * @param text sites with commas between
     * @throws IllegalArgumentException naming the setting, if one of them is no site
     */
    public static Sites of(String text) {
        return new Sites(named("demarche.cors", text));
    }

    /**
     * The sites that a setting names.
     *
     * @throws IllegalArgumentException naming the setting, if one of them is no site
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
     * Whether it is the gateway's own, which is asked for as {@code host}. A proxy may ask for the
     * gateway under another host than browsers ask for the proxy. So the names of the setting are
     * the gateway's, whatever it is asked for as. Another port of a named host is another site.
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
