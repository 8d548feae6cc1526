package org.demarche.log.kafka;

import java.util.regex.Pattern;

/**
 * The variables that Kubernetes sets in each container for each service of its namespace, see
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
final class Kubernetes {

    private static final Pattern KEY =
            Pattern.compile(
                    "(.+\\.)?(service\\.host|service\\.port(\\..+)?|port\\.\\d+\\.(tcp|udp|sctp)(\\.(proto|port|addr))?)");

    /**
     * A key that a setting could have, too. Only the value shows that Kubernetes has set the
     * variable: {@code KAFKA_PORT=tcp://10.0.0.1:9092}.
     */
    private static final Pattern PORT = Pattern.compile("(.+\\.)?port");

    private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    private Kubernetes() {}

    /**
     * Whether Kubernetes has set the variable, for a service with the name demarche or kafka.
     *
     * @param key the key with dots, without {@code kafka.} or {@code demarche.}
     */
    static boolean sets(String key, String value) {
        return KEY.matcher(key).matches()
                || PORT.matcher(key).matches() && ADDRESS.matcher(value).matches();
    }
}
