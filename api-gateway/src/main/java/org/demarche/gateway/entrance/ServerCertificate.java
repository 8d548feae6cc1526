package org.demarche.gateway.entrance;

import io.micronaut.http.ssl.CertificateProvider;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/**
 * Watches the files of the gateway's certificate and key. When they change, new connections get the
 * new certificate as soon as both files fit together. Until then the previous certificate stays in
 * use.
 */
public final class ServerCertificate implements CertificateProvider, AutoCloseable {

    public static final String NAME = "gateway";

    /** The time between two looks at the files. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofDays(14);

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    private final Tls tls;
    private final Duration pause;
    private final Sinks.Many<KeyStore> stores = Sinks.many().replay().latest();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile ServerKey used;
    private String fault = "";
    private String warned = "";

    /**
     * @throws IllegalArgumentException if a file is wrong; the message names the file and the fault
     */
    public static ServerCertificate follow(Tls tls, Duration pause) {
        var certificate = new ServerCertificate(tls, pause);
        Thread.ofPlatform().daemon().name("certificate").start(certificate::run);
        return certificate;
    }

    private ServerCertificate(Tls tls, Duration pause) {
        this.tls = tls;
        this.pause = pause;
        used = tls.read();
        stores.tryEmitNext(used.store()).orThrow();
        LOG.info("The certificate ends at {}", used.end());
        warn();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Publisher<KeyStore> getKeyStore() {
        return stores.asFlux();
    }

    /** Returns a sentence if the certificate ends soon, or has ended. */
    public Optional<String> warning() {
        return warning(used.end(), tls.certificate(), Instant.now());
    }

    static Optional<String> warning(Instant end, String file, Instant now) {
        if (!now.isBefore(end)) {
            return Optional.of(
                    "The certificate ended at %s, and clients refuse the gateway: put a new one into %s"
                            .formatted(end, file));
        }
        return now.plus(SOON).isBefore(end)
                ? Optional.empty()
                : Optional.of(
                        "The certificate ends at %s: put a new one into %s before that"
                                .formatted(end, file));
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        try {
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                warn();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs the warning, if it is a new one. */
    private void warn() {
        var warning = warning().orElse("");
        if (!warning.equals(warned) && !warning.isEmpty()) {
            LOG.warn(warning);
        }
        warned = warning;
    }

    /** Reads the files again. Logs a fault only once. */
    private void look() {
        try {
            var found = tls.read();
            fault = "";
            if (!found.chain().equals(used.chain())) {
                used = found;
                stores.tryEmitNext(found.store()).orThrow();
                LOG.info("The certificate was changed, and ends at {}", found.end());
            }
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            if (!message.equals(fault)) {
                fault = message;
                LOG.error(
                        "The gateway keeps its present certificate, because it cannot use the new one: {}",
                        message);
            }
        }
    }
}
