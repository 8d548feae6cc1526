package org.demarche.log;

/**
 * The two ports of a service. They must differ, because the port for operation takes requests for
 * any host and answers with details.
 */
public record ServicePorts(int api, int operation) {

    public ServicePorts {
        if (api == operation) {
            throw new IllegalArgumentException(
                    "micronaut.server.port and demarche.operation.port are both %d: give each service two different ports"
                            .formatted(api));
        }
    }
}
