package org.demarche.gateway.entrance;

import java.nio.file.Path;

/**
 * The files with which the gateway speaks TLS, by its settings.
 *
 * @param certificate empty if it speaks plain HTTP
 * @param key empty if it speaks plain HTTP
 */
public record Tls(String certificate, String key) {

    /** The parts for TLS exist only if the setting has this form: an empty one is not set. */
    public static final String SET = ".+";

    public Tls {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is set, and %s is not: TLS needs both, and plain HTTP none"
                            .formatted(
                                    key.isEmpty() ? "demarche.tls.cert" : "demarche.tls.key",
                                    key.isEmpty() ? "demarche.tls.key" : "demarche.tls.cert"));
        }
    }

    /**
     * @param scheme that the gateway speaks
     * @throws IllegalStateException if it is plain, although there is a certificate
     */
    void requireSpoken(String scheme) {
        if (!certificate.isEmpty() && !scheme.equals("https")) {
            throw new IllegalStateException(
                    "demarche.tls.cert is set, but the gateway would speak %s: remove the settings micronaut.server.ssl, which keep it from TLS"
                            .formatted(scheme));
        }
    }

    ServerKey read() {
        return ServerKey.read(Path.of(certificate), Path.of(key));
    }
}
