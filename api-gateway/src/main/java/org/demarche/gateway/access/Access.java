package org.demarche.gateway.access;

import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.demarche.log.access.AccessToken;

/**
 * The settings that decide whether the gateway asks for access tokens.
 *
 * @param mode how callers sign in
 * @param isReadOpen whether reads need no access token
 * @param adminDigest the digest of the access token that is always valid and may do everything;
 *     empty if there is none
 */
public record Access(Mode mode, boolean isReadOpen, String adminDigest) {

    /**
     * The values of the setting {@code demarche.auth} with which the filters exist, as a pattern.
     */
    public static final String ON = "tokens|oidc";

    /** The attribute that every request has if the gateway asks for access tokens. */
    static final String ASKS = "org.demarche.asks";

    public enum Mode {
        /** Everybody may do everything. */
        OFF,
        /** Access tokens of Demarche. */
        TOKENS,
        /** Access tokens of Demarche, and tokens of an issuer. */
        OIDC
    }

    private static final Set<String> MODES = Set.of("off", "tokens", "oidc");
    private static final Set<String> READS = Set.of("token", "open");

    /**
     * @param auth the setting {@code demarche.auth}; empty if it is not set
     * @param read the setting {@code demarche.auth.read}; empty if it is not set
     * @param admin the setting {@code demarche.auth.admin}; empty if it is not set
     * @param host the host on which the gateway listens
     * @throws IllegalArgumentException if a setting has an impossible value; the message names the
     *     setting and the remedy
     */
    public static Access of(String auth, String read, String admin, String host) {
        if (auth.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "The gateway listens on %s, where others reach it, and demarche.auth is not set. Set it to tokens or oidc, so that callers must sign in, or to off if only trusted programs reach this address"
                            .formatted(host));
        }
        require(
                auth.isEmpty() || MODES.contains(auth),
                "demarche.auth is '%s': it must be off, tokens or oidc",
                auth);
        require(
                read.isEmpty() || READS.contains(read),
                "demarche.auth.read is '%s': it must be token or open",
                read);
        // the message does not repeat the value, because it may be an access token by mistake
        require(
                admin.isEmpty() || AccessToken.isDigest(admin),
                "demarche.auth.admin is not a digest: it must be 64 hexadecimal digits in lower case, as `demarche token new` prints them",
                admin);
        var mode = auth.isEmpty() ? Mode.OFF : Mode.valueOf(auth.toUpperCase(Locale.ROOT));
        return new Access(mode, read.equals("open"), admin);
    }

    /** Whether the gateway asks for access tokens. */
    public static boolean isAsked(HttpRequest<?> request) {
        return request.getAttribute(ASKS).isPresent();
    }

    public boolean isOn() {
        return mode != Mode.OFF;
    }

    /** Whether all addresses of the host are loopback addresses. */
    static boolean isLoopback(String host) {
        try {
            // Java resolves an empty name to this machine, but a server may listen on all addresses
            // for it
            return !host.isEmpty()
                    && Arrays.stream(InetAddress.getAllByName(host))
                            .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static void require(boolean holds, String sentence, String value) {
        if (!holds) {
            throw new IllegalArgumentException(sentence.formatted(value));
        }
    }
}
