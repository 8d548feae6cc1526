package org.demarche.gateway.read;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.gateway.view.PositionsCopy;
import org.demarche.gateway.view.ServedCopies;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.log.Token;

/**
 * The copies that a request reads.
 *
 * @param served of which it is answered, at one moment
 * @param copies that its token waits for
 */
record Reading(ReadTarget target, ServedCopies served, List<ViewCopy<?>> copies) {

    Reading {
        copies = List.copyOf(copies);
    }

    /** The present reading of a target. */
    static Reading of(VersionCopies all, ReadTarget target) {
        var served = all.served();
        var copies =
                Stream.concat(
                                target.isServed()
                                        ? served.copy(target.projection()).stream()
                                        : Stream.empty(),
                                target.versions().stream().flatMap(id -> all.copy(id).stream()))
                        .<ViewCopy<?>>map(copy -> copy)
                        .toList();
        return new Reading(target, served, copies);
    }

    /** The same reading at another moment. */
    Reading at(ServedCopies moment) {
        return new Reading(target, moment, copies);
    }

    PositionsCopy positions() {
        return served.positions();
    }

    /** The live copy of the request's projection. */
    Optional<ViewCopy<?>> copy() {
        return served.copy(target.projection());
    }

    /**
     * The offset before which all relevant decisions are followed; for a version, that it exists.
     */
    long settled() {
        return target.isServed() ? served.settled(target.projection()) : served.next();
    }

    /** The failure because of which it never will be, if one occurred. */
    Optional<Throwable> fault() {
        return target.isServed() ? served.fault(target.projection()) : Optional.empty();
    }

    /**
     * The token of this reading: a client that sends it back gets no older version.
     *
     * @param asked what was waited for
     */
    String seen(Token asked) {
        var decided = served.decided(target.projection());
        var before = asked.next(Token.CONTROL).orElse(0);
        return Token.NONE.with(Token.CONTROL, Math.max(decided, before)).toString();
    }
}
