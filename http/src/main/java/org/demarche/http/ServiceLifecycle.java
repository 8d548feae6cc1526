package org.demarche.http;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a service, from its start to its end. */
public final class ServiceLifecycle {

    /** Long enough for each client to use its connections once more, or to close them. */
    public static final Duration STILL_ANSWERS = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLifecycle.class);

    /** The status of a process that SIGTERM ends: 128 and the number of the signal. */
    private static final int TERMINATED = 143;

    private final ApplicationContext context;
    private final Duration stillAnswers;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    private ServiceLifecycle(ApplicationContext context, Duration stillAnswers) {
        this.context = context;
        this.stillAnswers = stillAnswers;
    }

    /**
     * Starts the service, which ends at SIGTERM. If it cannot start, or its work fails, the process
     * ends with status 1.
     *
     * @param stillAnswers how long the service answers after SIGTERM before it closes its
     *     connections
     * @param work called after the server has begun to listen; it may block
     */
    public static void run(
            Class<?> main,
            String[] arguments,
            Duration stillAnswers,
            BiConsumer<ApplicationContext, EmbeddedServer> work) {
        var context = ApplicationContext.builder(arguments).mainClass(main).build();
        var lifecycle = new ServiceLifecycle(context, stillAnswers);
        Runtime.getRuntime().addShutdownHook(new Thread(lifecycle::stop, "stop"));
        lifecycle.run(work);
    }

    private void run(BiConsumer<ApplicationContext, EmbeddedServer> work) {
        try {
            start();
            work.accept(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            if (!stopping.get()) {
                LOG.error("Cannot start: {}", rootOf(e).getMessage());
                LOG.debug("Cannot start", e);
                System.exit(1);
            }
        }
    }

    private void start() {
        try {
            context.start();
        } finally {
            started.set(true);
        }
    }

    /**
     * Ends the process immediately if the service is still starting: its start may wait for Kafka
     * without a time limit, Micronaut cannot stop during its start, and nothing is open yet that
     * must be closed.
     */
    private void stop() {
        stopping.set(true);
        if (!started.get()) {
            Runtime.getRuntime().halt(TERMINATED);
        }
        if (context.isRunning() && context.getBean(EmbeddedServer.class).isRunning()) {
            part();
        }
        context.stop();
    }

    private void part() {
        context.getBean(GracefulShutdown.class).begin();
        try {
            Thread.sleep(stillAnswers);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
