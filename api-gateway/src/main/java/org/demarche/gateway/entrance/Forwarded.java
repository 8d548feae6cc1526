package org.demarche.gateway.entrance;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Forwarded}, to which each proxy adds an element (RFC 7239). */
final class Forwarded {

    static final String HEADER = "Forwarded";

    private static final String PAIR =
            "\\s*([\\w.-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\";,=]+))\\s*";

    private static final Pattern ELEMENT =
            Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\"?+)++");
    private static final Pattern ONE = Pattern.compile(PAIR);
    private static final Pattern PAIRS =
            Pattern.compile("\\s*|(" + PAIR + ")?+(;\\s*(" + PAIR + ")?+)*+");

    /**
     * An address, in brackets if it is IPv6, with or without a port. The port may be an obfuscated
     * name.
     */
    private static final Pattern NODE =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<four>[0-9.]+))(?::[\\w.-]+)?");

    private Forwarded() {}

    /**
     * Returns the elements of trusted proxies, the nearest proxy first. The last element comes from
     * the proxy of this connection. An earlier element counts if the element after it names a
     * trusted proxy in {@code for}.
     */
    static List<Map<String, String>> hops(String header, Predicate<InetAddress> trusted) {
        var elements = ELEMENT.matcher(header).results().map(found -> found.group()).toList();
        var hops = new ArrayList<Map<String, String>>();
        for (var element : elements.reversed()) {
            var hop = pairs(element);
            hops.add(hop);
            if (node(hop.get("for")).filter(trusted).isEmpty()) {
                break;
            }
        }
        return hops;
    }

    /** The pairs of an element, by name in lower case. */
    private static Map<String, String> pairs(String element) {
        if (!PAIRS.matcher(element).matches()) {
            throw new Refusal(
                    Problem.parameter(
                            HEADER,
                            "has '%s': it must be pairs, such as for=192.0.2.1;proto=https;host=demarche.example"
                                    .formatted(element.strip())));
        }
        var pairs = new HashMap<String, String>();
        ONE.matcher(element)
                .results()
                .forEach(
                        one ->
                                pairs.put(
                                        one.group(1).toLowerCase(Locale.ROOT),
                                        one.group(2) == null
                                                ? one.group(3)
                                                : one.group(2).replaceAll("\\\\(.)", "$1")));
        return pairs;
    }

    /** Returns the address; empty if the node is {@code unknown} or an obfuscated name. */
    private static Optional<InetAddress> node(@Nullable String node) {
        var found = NODE.matcher(node == null ? "" : node);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var six = found.group("six");
            return Optional.of(InetAddress.ofLiteral(six == null ? found.group("four") : six));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
