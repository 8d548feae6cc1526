package org.demarche.torture.fault;

import java.util.Locale;

/** A kind of fault that is injected into a stack. */
public enum FaultKind {
    KILL_BROKER("kill -9 of the broker"),
    KILL_INGEST("kill -9 of the ingest service"),
    KILL_POSITION("kill -9 of the position service"),
    KILL_GATEWAY("kill -9 of the gateway"),
    FREEZE_BROKER("SIGSTOP of the broker, 2 to 7 s"),
    FREEZE_INGEST("SIGSTOP of the ingest service, 2 to 7 s"),
    FREEZE_POSITION("SIGSTOP of the position service, 2 to 7 s"),
    FREEZE_GATEWAY("SIGSTOP of the gateway, 2 to 7 s"),
    FENCE_POSITION("SIGSTOP of a position service until another has its partitions"),
    STOP_BROKER("SIGTERM of the broker"),
    STOP_INGEST("SIGTERM of the ingest service"),
    STOP_POSITION("SIGTERM of the position service"),
    STOP_GATEWAY("SIGTERM of the gateway"),
    REBALANCE("rebalance from one position service to three and back"),
    CUT("network to the broker cut, 1 to 4 s"),
    SLOW("network to the broker slow, 2 to 5 s"),
    MUTE("network to the broker one-way, nothing arrives there, 2 to 7 s"),
    DEAF("network to the broker one-way, nothing comes back, 2 to 7 s"),
    REPLAY("replay, promoted when it is ready"),
    PROMOTION("replay, promoted by hand"),
    ROLL_BACK("roll back to the previous version"),
    RESTART_ALL("stop and start of everything"),
    FULL_DISK("full disk, 3 s"),
    BAD_REPORT("a record in the log that nobody can read"),
    BAD_DECISION("a damaged record in the control topic"),
    BAD_ENTRY("a damaged record in the registry");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
