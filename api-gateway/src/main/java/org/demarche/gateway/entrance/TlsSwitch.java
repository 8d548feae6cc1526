package org.demarche.gateway.entrance;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import java.util.Map;

/** Sets the property that makes Micronaut create its own parts for TLS. */
@ContextConfigurer
public final class TlsSwitch implements ApplicationContextConfigurer {

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        var certificate = environment.getProperty("demarche.tls.cert", String.class);
        if (certificate.filter(file -> !file.isEmpty()).isPresent()) {
            environment.addPropertySource(
                    PropertySource.of("tls", Map.of("micronaut.server.ssl.enabled", true)));
        }
    }
}
