package org.demarche.gateway.entrance;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;

/**
 * The trusted proxies. The gateway believes the header {@code Forwarded} (RFC 7239) only if it
 * comes from one of them. The header names the address at which a client reached the proxy.
 *
 * @param trusted the addresses of the trusted proxies; empty if no proxy is trusted
 */
public record Proxies(List<Range> trusted) {

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /**
     * @param text addresses and networks, separated by commas, such as {@code 127.0.0.1,
     *     10.0.0.0/8}
     * @throws IllegalArgumentException if a part cannot be read; the message names the setting
     */
    public static Proxies of(String text) {
        return new Proxies(
                Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Range::parse)
                        .toList());
    }

    /**
     * Returns the scheme and the host of the client's request, such as {@code
     * https://demarche.example}. The header {@code Host} of the request itself is valid, because
     * {@link EntranceFilter} has let the request in.
     *
     * @throws org.demarche.http.Refusal 400 if a trusted proxy sends a header that cannot be read,
     *     or that names an impossible scheme or host
     */
    public String origin(HttpRequest<?> request) {
        var scheme = request.isSecure() ? "https" : "http";
        var host = request.getHeaders().findFirst(HttpHeaders.HOST).orElseThrow();
        var hops = hops(request);
        for (var hop : hops) {
            scheme = hop.getOrDefault("proto", scheme).toLowerCase(Locale.ROOT);
            host = hop.getOrDefault("host", host);
        }
        if (!hops.isEmpty()) {
            requireGood(scheme, host);
        }
        return scheme + "://" + host;
    }

    /** Whether the client's request came over TLS, to the gateway or to a trusted proxy. */
    public boolean isSecure(HttpRequest<?> request) {
        return origin(request).startsWith("https:");
    }

    /** Returns the elements of {@code Forwarded} from trusted proxies, the nearest proxy first. */
    private List<Map<String, String>> hops(HttpRequest<?> request) {
        if (trusted.isEmpty() || !trust(request.getRemoteAddress().getAddress())) {
            return List.of();
        }
        var header = String.join(",", request.getHeaders().getAll(Forwarded.HEADER));
        return Forwarded.hops(header, this::trust);
    }

    /** Whether this is the address of a trusted proxy. */
    public boolean trust(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static void requireGood(String scheme, String host) {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new Refusal(
                    Problem.parameter(
                            Forwarded.HEADER,
                            "has proto=%s: it must be http or https".formatted(scheme)));
        }
        if (Hosts.withoutPort(host).isEmpty()) {
            throw new Refusal(
                    Problem.parameter(
                            Forwarded.HEADER,
                            "has '%s': it must be a host, such as demarche.example or 127.0.0.1:8080"
                                    .formatted(host)));
        }
    }

    /**
     * A range of addresses with the same first bits.
     *
     * @param bits the number of these first bits
     */
    record Range(InetAddress address, int bits) {

        static Range parse(String text) {
            var parts = text.split("/", 2);
            try {
                var address = InetAddress.ofLiteral(parts[0]);
                var all = address.getAddress().length * 8;
                var bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
                if (bits >= 0 && bits <= all) {
                    return new Range(address, bits);
                }
            } catch (IllegalArgumentException _) {
                // refused below
            }
            throw new IllegalArgumentException(
                    "demarche.proxies has '%s': it must be an address or a network, such as 127.0.0.1 or 10.0.0.0/8"
                            .formatted(text));
        }

        boolean contains(InetAddress other) {
            var own = address.getAddress();
            var asked = other.getAddress();
            if (own.length != asked.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> bit % 8;
                if ((own[bit / 8] & mask) != (asked[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
