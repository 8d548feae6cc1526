package org.demarche.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/** Makes a problem of a request that is not HTTP/1.1. The connection closes after the answer. */
public final class NotHttp {

    public static final String MALFORMED =
            "This is not an HTTP request: its first line, a header or a length is malformed";

    private NotHttp() {}

    /** Finds a first line, a header or a length that is malformed; empty if there is none. */
    static Optional<Problem> ofForm(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return Optional.empty();
        }
        var result = netty.getNativeRequest().decoderResult();
        return result.isFailure() ? Optional.of(problem(result.cause())) : Optional.empty();
    }

    /** Finds a version of HTTP that no service speaks; empty for HTTP/1.0 and 1.1. */
    public static Optional<Problem> ofVersion(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return Optional.empty();
        }
        var version = netty.getNativeRequest().protocolVersion();
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemKind.HTTP_VERSION,
                                "The request is %s, and this server speaks HTTP/1.1"
                                        .formatted(version.text())));
    }

    private static Problem problem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Problem.of(
                            ProblemKind.URI_TOO_LONG,
                            "The first line of a request may have at most 4,096 bytes. Ask for fewer names in one request");
            case TooLongHttpHeaderException _ ->
                    Problem.of(
                            ProblemKind.HEADERS_TOO_LARGE,
                            "The headers of a request may have at most 8,192 bytes together. Send fewer or shorter headers");
            default -> Problem.of(ProblemKind.BAD_REQUEST, MALFORMED);
        };
    }
}
