package org.demarche.gateway.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/**
 * What the HTTP server could not read as HTTP/1.1, as a problem. The connection closes after it.
 */
public final class NotHttp {

    public static final String MALFORMED =
            "This is not an HTTP request: its first line, a header or a length is malformed";

    private NotHttp() {}

    /** Of a first line, a header or a length that cannot be read; empty if all could be. */
    public static Optional<Problem> ofForm(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return Optional.empty();
        }
        var result = netty.getNativeRequest().decoderResult();
        return result.isFailure() ? Optional.of(problem(result.cause())) : Optional.empty();
    }

    /** Of a version of HTTP that the gateway does not speak; empty if it does. */
    public static Optional<Problem> ofVersion(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return Optional.empty();
        }
        var version = netty.getNativeRequest().protocolVersion();
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)
                ? Optional.empty()
                : Optional.of(
                        Problem.blank(
                                505,
                                "HTTP Version Not Supported",
                                "The request is %s, and this server speaks HTTP/1.1"
                                        .formatted(version.text())));
    }

    private static Problem problem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Problem.blank(
                            414,
                            "URI Too Long",
                            "The first line of a request may have 4,096 bytes. Ask for fewer names at once");
            case TooLongHttpHeaderException _ ->
                    Problem.blank(
                            431,
                            "Request Header Fields Too Large",
                            "The headers of a request may have 8,192 bytes together. Send fewer or shorter ones");
            default -> Problem.blank(400, "Bad Request", MALFORMED);
        };
    }
}
