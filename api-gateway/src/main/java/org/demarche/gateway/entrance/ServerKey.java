package org.demarche.gateway.entrance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A certificate and its private key, which belong together. The text of this record does not have
 * the key.
 *
 * @param chain the gateway's own certificate, then the certificates between it and the root
 */
record ServerKey(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern PKCS8 =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final char[] NO_PASSWORD = {};
    private static final byte[] NO_BYTES = {};

    /**
     * @throws IllegalArgumentException if a file is wrong; the message names the file and the fault
     */
    static ServerKey read(Path certificate, Path key) {
        var chain = chain(certificate);
        var own = chain.getFirst();
        var made = new ServerKey(chain, key(key, own.getPublicKey().getAlgorithm()));
        if (own.getNotAfter().toInstant().isBefore(Instant.now())) {
            throw new IllegalArgumentException(
                    "The certificate in %s ended at %s: renew it"
                            .formatted(certificate, own.getNotAfter().toInstant()));
        }
        if (own.getNotBefore().toInstant().isAfter(Instant.now())) {
            throw new IllegalArgumentException(
                    "The certificate in %s is valid from %s, and the clock of this machine is not there yet: wait, or correct the clock"
                            .formatted(certificate, own.getNotBefore().toInstant()));
        }
        if (!made.fits(own.getPublicKey())) {
            throw new IllegalArgumentException(
                    "The key in %s does not belong to the certificate in %s: name the key with which the certificate was made"
                            .formatted(key, certificate));
        }
        return made;
    }

    Instant end() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /** Returns the certificate and key in the form that Java's TLS takes. */
    KeyStore store() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("gateway", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform has PKCS12", e);
        }
    }

    @Override
    public String toString() {
        return "the key of " + chain.getFirst().getSubjectX500Principal();
    }

    private static List<X509Certificate> chain(Path file) {
        var bytes = bytes("demarche.tls.cert", file);
        try {
            var all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!all.isEmpty()) {
                return all;
            }
        } catch (GeneralSecurityException _) {
            // a certificate that cannot be read counts as none
        }
        throw new IllegalArgumentException("%s has no certificate in PEM".formatted(file));
    }

    private static PrivateKey key(Path file, String algorithm) {
        var text = new String(bytes("demarche.tls.key", file), US_ASCII);
        var found = PKCS8.matcher(text);
        try {
            if (found.find()) {
                var encoded = Base64.getMimeDecoder().decode(found.group(1));
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // a key that cannot be read counts as none; Base64 throws an IllegalArgumentException
            // for a text that was cut off
        }
        throw new IllegalArgumentException(
                "%s has no private key in PEM (PKCS #8, without a password) that fits the certificate: convert a key in another form with openssl pkcs8 -topk8 -nodes"
                        .formatted(file));
    }

    private static byte[] bytes(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s is %s, and this file cannot be read (%s)"
                            .formatted(setting, file, e.getClass().getSimpleName()),
                    e);
        }
    }

    private boolean fits(PublicKey other) {
        try {
            var algorithm =
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    };
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(NO_BYTES);
            var signed = signature.sign();
            signature.initVerify(other);
            signature.update(NO_BYTES);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
