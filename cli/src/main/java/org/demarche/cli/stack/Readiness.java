package org.demarche.cli.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a part of the stack is ready: a service by its health, the broker by an answer. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Kafka's ApiVersions request, version 0, without a client id: length 10, api key 18, version
     * 0, correlation id 1, null.
     */
    private static final byte[] API_VERSIONS = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    boolean of(String address, boolean speaksHttp) {
        return speaksHttp ? says(address) : answersKafka(URI.create("tcp://" + address));
    }

    private boolean says(String url) {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/health/readiness"))
                        .timeout(PATIENCE)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A connection alone proves nothing, because the broker's socket accepts it before the broker
     * can answer.
     */
    private static boolean answersKafka(URI address) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()),
                    (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(API_VERSIONS);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
