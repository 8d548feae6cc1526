package org.demarche.torture.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.torture.check.ClientStep;

/** Sessions that work at the same time. Together they take a bounded number of steps per second. */
public final class Workload {

    private final List<Session> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Workload() {}

    public static Workload start(Gate gate, long seed, int sessions, int stepsPerSecond) {
        var load = new Workload();
        var period = Duration.ofMillis(1000L * sessions / stepsPerSecond);
        for (var n = 0; n < sessions; n++) {
            var session = new Session("s" + n, seed + n, gate, period);
            load.sessions.add(session);
            load.threads.add(Thread.ofPlatform().daemon().name("session " + n).start(session));
        }
        return load;
    }

    public List<List<ClientStep>> steps() {
        return sessions.stream().map(Session::steps).toList();
    }

    /** Stops all sessions, and returns when they have ended. */
    public void stop() throws InterruptedException {
        sessions.forEach(Session::stop);
        for (var thread : threads) thread.join();
    }
}
