package org.demarche.gateway.projection;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.demarche.gateway.view.VersionCopies;
import org.demarche.gateway.view.ViewCopy;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.VersionId;
import org.demarche.log.view.Mark;

/**
 * Refuses to end a version that gateways still serve. They serve the old version until their copy
 * of the live one has everything that the old copy has.
 */
record StillServedCheck(VersionCopies copies) {

    /**
     * The longest wait for the missing events. A wait is necessary, because one copy is always a
     * moment behind the other in some partition while the log grows.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Waits a moment for the missing events. Does not check a version without a copy in this
     * gateway.
     *
     * @param live the version that gateways are to serve from now on
     * @param gone the version that is to end
     * @throws Refusal with 409 if gateways still serve {@code gone}
     */
    void check(VersionId live, VersionId gone) {
        copies.copy(gone).ifPresent(from -> check(live, from));
    }

    private void check(VersionId live, ViewCopy<?> from) {
        var there = from.marks();
        var to = copies.copy(live);
        if (to.isEmpty()) {
            throw refusal(live, from.id(), Collections.nCopies(there.size(), Mark.START), there);
        }
        var reached =
                IntStream.range(0, there.size())
                        .mapToObj(place -> to.get().reached(place, there.get(place).next()))
                        .toList();
        try {
            CompletableFuture.allOf(reached.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            throw refusal(live, from.id(), to.get().marks(), there);
        } finally {
            reached.forEach(one -> one.cancel(false));
        }
    }

    private static Refusal refusal(
            VersionId live, VersionId gone, List<Mark> here, List<Mark> there) {
        var missing =
                IntStream.range(0, here.size())
                        .filter(place -> !here.get(place).ended())
                        .mapToLong(place -> there.get(place).next() - here.get(place).next())
                        .filter(events -> events > 0)
                        .sum();
        var detail =
                String.format(
                        Locale.ROOT,
                        "%1$s still serves reads, because %2$s lacks %3$,d of its events. Keep %1$s until %2$s has caught up",
                        gone,
                        live,
                        missing);
        return new Refusal(Problem.of(ProblemKind.STILL_SERVED, detail));
    }
}
