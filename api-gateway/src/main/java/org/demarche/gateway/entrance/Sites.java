package org.demarche.gateway.entrance;

import java.util.Arrays;
import java.util.Locale;
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
            Pattern.compile("https?://(" + Hosts.NAME + "(?::[0-9]{1,5})?)");

    public Sites {
        readers = Set.copyOf(readers);
    }

    /**
     * @param text sites with commas between
     * @throws IllegalArgumentException naming the setting, if one of them is no site
     */
    public static Sites of(String text) {
        return new Sites(
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Sites::checked)
                        .collect(Collectors.toSet()));
    }

    private static String checked(String text) {
        if (!SITE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "demarche.cors has '%s': it must be a scheme and a host without a path, as https://desk.example"
                            .formatted(text));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    boolean mayRead(String site) {
        return readers.contains(site.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether it is the gateway's own, which is asked for as {@code host}. A proxy may ask for the
     * gateway under another host than browsers ask for the proxy. So the names of the setting are
     * the gateway's, whatever it is asked for as. Another port of a named host is another site.
     */
    static boolean isOwn(String site, String host, Hosts hosts) {
        var matcher = SITE.matcher(site);
        return matcher.matches()
                && (matcher.group(1).equalsIgnoreCase(host) || hosts.name(matcher.group(1)));
    }
}
