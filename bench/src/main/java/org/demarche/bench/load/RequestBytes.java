package org.demarche.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Requests as bytes of HTTP/1.1. They are made before the clock starts, as far as possible.
 *
 * @param expected the status of a good answer
 */
public record RequestBytes(URI service, Supplier<byte[]> next, int expected) {

    /** Reads the addresses one after the other, again and again. */
    public static RequestBytes reads(URI service, List<URI> addresses) {
        var requests = addresses.stream().map(address -> get(address, Map.of())).toList();
        var asked = new AtomicInteger();
        return new RequestBytes(
                service,
                () -> requests.get(Math.floorMod(asked.getAndIncrement(), requests.size())),
                200);
    }

    public static byte[] get(URI address, Map<String, String> headers) {
        return head("GET", address, headers).getBytes(UTF_8);
    }

    public static byte[] post(URI address, String contentType, byte[] body) {
        return posts(address, contentType).apply(body);
    }

    /** Makes requests from bodies. It makes the head only once for each length. */
    public static UnaryOperator<byte[]> posts(URI address, String contentType) {
        var heads = new ConcurrentHashMap<Integer, byte[]>();
        return body -> {
            var head =
                    heads.computeIfAbsent(
                            body.length, length -> postHead(address, contentType, length));
            return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
        };
    }

    private static byte[] postHead(URI address, String contentType, int length) {
        var headers =
                Map.of("Content-Type", contentType, "Content-Length", Integer.toString(length));
        return head("POST", address, headers).getBytes(UTF_8);
    }

    private static String head(String method, URI address, Map<String, String> headers) {
        var text = new StringBuilder();
        text.append("%s %s HTTP/1.1\r\n".formatted(method, address.getRawPath()));
        text.append("Host: %s\r\n".formatted(address.getRawAuthority()));
        headers.forEach((name, value) -> text.append("%s: %s\r\n".formatted(name, value)));
        return text.append("\r\n").toString();
    }
}
