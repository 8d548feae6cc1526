package org.demarche.log;

/**
 * The two ports of a service. The port for operation takes requests of any host and answers with
 * details, so the port of the API must not be the same.
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
