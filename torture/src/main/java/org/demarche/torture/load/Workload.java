package org.demarche.torture.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.demarche.torture.check.ClientStep;

/** Sessions at work side by side, with a bounded number of steps a second together. */
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

    /** Returns when all sessions have ended. */
    public void stop() throws InterruptedException {
        sessions.forEach(Session::stop);
        for (var thread : threads) thread.join();
    }
}
