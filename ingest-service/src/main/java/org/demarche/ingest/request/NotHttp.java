package org.demarche.ingest.request;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;

/** What the HTTP server could not read as HTTP, as a problem. The connection closes after it. */
final class NotHttp {

    private NotHttp() {}

    /** Empty if the first line and the headers could be read. */
    static Optional<Problem> of(HttpRequest<?> request) {
        if (!(request instanceof NettyHttpRequest<?> netty)) {
            return Optional.empty();
        }
        var result = netty.getNativeRequest().decoderResult();
        return result.isFailure() ? Optional.of(problem(result.cause())) : Optional.empty();
    }

    private static Problem problem(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                    Problem.blank(
                            414,
                            "URI Too Long",
                            "The first line of a request may have 4,096 bytes");
            case TooLongHttpHeaderException _ ->
                    Problem.blank(
                            431,
                            "Request Header Fields Too Large",
                            "The headers of a request may have 8,192 bytes together");
            default ->
                    Problem.blank(
                            400,
                            "Bad Request",
                            "This is not an HTTP request: its first line, a header or a length is malformed");
        };
    }
}
