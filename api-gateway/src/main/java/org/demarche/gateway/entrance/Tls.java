package org.demarche.gateway.entrance;

import java.nio.file.Path;

/**
 * The files with which the gateway speaks TLS, by its settings.
 *
 * @param certificate empty if it speaks plain HTTP
 * @param key empty if it speaks plain HTTP
 */
public record Tls(String certificate, String key) {

    public Tls {
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is set, and %s is not: TLS needs both, and plain HTTP none"
                            .formatted(
                                    key.isEmpty() ? "demarche.tls.cert" : "demarche.tls.key",
                                    key.isEmpty() ? "demarche.tls.key" : "demarche.tls.cert"));
        }
    }

    ServerKey read() {
        return ServerKey.read(Path.of(certificate), Path.of(key));
    }
}
