package org.demarche.gateway.write;

import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The addresses of the ingest services. Their host name may have several addresses, and the HTTP
 * client only tries one of them.
 *
 * @param url the URL of the ingest service, without a path
 */
record IngestAddresses(URI url) {

    /** Whether a request was never sent, so that it may be sent elsewhere. */
    static boolean isUnreached(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .anyMatch(
                        cause ->
                                cause instanceof ConnectException
                                        || cause instanceof NoRouteToHostException
                                        || cause instanceof UnknownHostException);
    }

    URI of(String target) {
        return url.resolve(target);
    }

    /**
     * Sends a request to the host name. If that cannot be reached, sends it to each address of the
     * name in turn, until one can be reached.
     */
    <T> Mono<T> reach(URI target, Function<URI, Mono<T>> exchange) {
        return exchange.apply(target)
                .onErrorResume(
                        IngestAddresses::isUnreached,
                        fault ->
                                Mono.fromCallable(() -> each(target))
                                        .subscribeOn(Schedulers.boundedElastic())
                                        .flatMap(left -> next(left.iterator(), exchange, fault)));
    }

    private static <T> Mono<T> next(
            Iterator<URI> left, Function<URI, Mono<T>> exchange, Throwable before) {
        return left.hasNext()
                ? exchange.apply(left.next())
                        .onErrorResume(
                                IngestAddresses::isUnreached, fault -> next(left, exchange, fault))
                : Mono.error(before);
    }

    /** Returns the same target at each address that the host name has now. */
    private List<URI> each(URI target) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(url.getHost()))
                .map(address -> at(address, target))
                .toList();
    }

    private URI at(InetAddress address, URI target) {
        var literal = address.getHostAddress();
        var host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
        var name = url.getScheme() + "://" + url.getRawAuthority();
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(
                url.getScheme() + "://" + host + port + target.toString().substring(name.length()));
    }
}
