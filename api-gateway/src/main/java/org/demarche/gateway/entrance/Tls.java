package org.demarche.gateway.entrance;

import java.nio.file.Path;

/**
 * The files with which the gateway speaks TLS, from its settings.
 *
 * @param certificate the file of the certificate; empty if the gateway speaks plain HTTP
 * @param key the file of the private key; empty if the gateway speaks plain HTTP
 */
public record Tls(String certificate, String key) {

    /** The form of a setting that is set. Without it, the beans for TLS do not exist. */
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
     * @param scheme the scheme that the gateway speaks
     * @throws IllegalStateException if the gateway has a certificate and speaks plain HTTP
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
