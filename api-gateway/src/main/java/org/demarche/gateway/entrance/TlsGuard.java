package org.demarche.gateway.entrance;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** Stops a gateway that has a certificate but would speak plain HTTP. */
@Singleton
final class TlsGuard implements ApplicationEventListener<ServerStartupEvent> {

    private final Tls tls;

    TlsGuard(Tls tls) {
        this.tls = tls;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        tls.requireSpoken(event.getSource().getScheme());
    }
}
