package org.demarche.bench.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.demarche.bench.result.BenchException;

/**
 * Sends requests over a fixed number of connections, on one thread, so that the service has most of
 * the machine. Each run opens new connections.
 */
public final class HttpLoad implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final int connections;

    public HttpLoad(int connections) {
        this.connections = connections;
    }

    /** Runs a load in which each connection sends the next request as soon as it has its answer. */
    public Loaded closed(RequestBytes questions, Duration time) throws Exception {
        try (var run = new Run(questions)) {
            var end = run.tally.begun() + time.toNanos();
            loop.execute(() -> run.all.forEach(_ -> run.again(run.idle.remove(), end)));
            return run.whole(time.plus(PATIENCE));
        }
    }

    /**
     * Sends requests at a fixed rate, however long the answers take. The time of an answer counts
     * from the instant at which its request was due. So a request that had to wait behind a slow
     * answer is as late as for a user. Sends everything that is due before the end, and returns
     * when all is answered.
     *
     * @param end gives the end by System.nanoTime; it is asked each time, because the end may not
     *     be known yet
     */
    public Loaded open(RequestBytes questions, int perSecond, LongSupplier end) throws Exception {
        try (var run = new Run(questions)) {
            for (var n = 0L; !run.done.isDone(); n++) {
                var due = run.tally.begun() + n * SECOND / perSecond;
                for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (due - end.getAsLong() >= 0) {
                    break;
                }
                loop.execute(() -> run.due(due));
            }
            loop.execute(run::end);
            return run.whole(PATIENCE);
        }
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * One run with its connections. Only the event loop uses it, except to open the run and to wait
     * for its end.
     */
    private final class Run implements AutoCloseable {

        private final RequestBytes questions;
        private final Tally tally;
        private final List<HttpConnection> all = new ArrayList<>();
        private final ArrayDeque<HttpConnection> idle = new ArrayDeque<>();
        private final ArrayDeque<Long> late = new ArrayDeque<>();
        private final CompletableFuture<Loaded> done = new CompletableFuture<>();
        private boolean ending;

        Run(RequestBytes questions) throws InterruptedException {
            this.questions = questions;
            for (var n = 0; n < connections; n++) {
                all.add(
                        HttpConnection.open(
                                loop, questions.service(), done::completeExceptionally));
            }
            idle.addAll(all);
            tally = new Tally(questions.expected());
        }

        void again(HttpConnection connection, long end) {
            var asked = System.nanoTime();
            if (asked - end >= 0) {
                ending = true;
                free(connection);
                return;
            }
            connection.ask(
                    questions.next().get(),
                    answer -> {
                        tally.count(asked, answer);
                        again(connection, end);
                    });
        }

        void due(long due) {
            late.add(due);
            if (!idle.isEmpty()) {
                next(idle.remove());
            }
        }

        /** Sends the request that has waited longest. */
        private void next(HttpConnection connection) {
            var due = late.poll();
            if (due == null) {
                free(connection);
                return;
            }
            connection.ask(
                    questions.next().get(),
                    answer -> {
                        tally.count(due, answer);
                        next(connection);
                    });
        }

        private void free(HttpConnection connection) {
            idle.add(connection);
            completeIfIdle();
        }

        void end() {
            ending = true;
            completeIfIdle();
        }

        private void completeIfIdle() {
            if (ending && idle.size() == all.size()) {
                done.complete(tally.loaded());
            }
        }

        Loaded whole(Duration patience) throws InterruptedException {
            try {
                return done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new BenchException("%s: %s".formatted(questions.service(), e.getCause()));
            } catch (TimeoutException _) {
                throw new BenchException(
                        "%s has not answered within %d s"
                                .formatted(questions.service(), PATIENCE.toSeconds()));
            }
        }

        @Override
        public void close() {
            all.forEach(HttpConnection::close);
        }
    }
}
