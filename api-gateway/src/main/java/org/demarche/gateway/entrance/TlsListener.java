package org.demarche.gateway.entrance;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.ssl.ServerSslConfiguration;
import jakarta.inject.Singleton;

/** Makes the gateway's port speak TLS. The port for operation stays plain. */
@Singleton
@Requires(property = "demarche.tls.cert", pattern = Tls.SET)
final class TlsListener implements BeanCreatedEventListener<ServerSslConfiguration> {

    private final int port;

    TlsListener(@Property(name = "micronaut.server.port") int port) {
        this.port = port;
    }

    @Override
    @SuppressWarnings("deprecation") // Micronaut sets the port of TLS in no other way
    public ServerSslConfiguration onCreated(BeanCreatedEvent<ServerSslConfiguration> event) {
        var configuration = event.getBean();
        configuration.setEnabled(true);
        configuration.setPort(port);
        configuration.setKeyName(ServerCertificate.NAME);
        return configuration;
    }
}
