package org.demarche.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.demarche.bench.result.BenchException;
import org.demarche.bench.workplace.TimeLimit;

/**
 * Runs our service and its peers one after the other, so that other load on the machine affects all
 * of them alike. Each has a warm-up. Then there are several rounds, and in each round all run once.
 */
public final class Rounds {

    /**
     * The longest warm-up of a peer. Java compiles a peer within seconds, and our services within a
     * minute.
     */
    private static final Duration LONGEST_FOR_PEERS = Duration.ofSeconds(10);

    private final Consumer<String> say;
    private final SequencedMap<String, Contender> contenders = new LinkedHashMap<>();
    private final Set<String> peers = new HashSet<>();

    /**
     * @param say receives messages about the contender that runs now, and its round
     */
    public Rounds(Consumer<String> say) {
        this.say = say;
    }

    /** A service, or another way to do the same. */
    public interface Contender {
        Loaded run(Duration time) throws Exception;
    }

    public Rounds with(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /** Adds a peer, which is a limit and has a short warm-up. */
    public Rounds withPeer(String name, Contender peer) {
        peers.add(name);
        return with(name, peer);
    }

    /** Runs all rounds. The result has the order in which the contenders were added. */
    public List<Runs> take(Length length, TimeLimit deadline) throws Exception {
        for (var each : contenders.entrySet()) {
            say.accept(each.getKey() + ": warm-up …");
            var _ = run(each.getKey(), each.getValue(), warmUp(each.getKey(), length), deadline);
        }
        var runs = new LinkedHashMap<String, List<Loaded>>();
        for (var round = 0; round < length.rounds(); round++) {
            for (var each : contenders.entrySet()) {
                say.accept(
                        "%s: round %d of %d …"
                                .formatted(each.getKey(), round + 1, length.rounds()));
                runs.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                        .add(run(each.getKey(), each.getValue(), length.each(), deadline));
            }
        }
        return runs.entrySet().stream().map(one -> new Runs(one.getKey(), one.getValue())).toList();
    }

    private Duration warmUp(String name, Length length) {
        var isShort = peers.contains(name) && length.warmUp().compareTo(LONGEST_FOR_PEERS) > 0;
        return isShort ? LONGEST_FOR_PEERS : length.warmUp();
    }

    private static Loaded run(String name, Contender contender, Duration time, TimeLimit deadline)
            throws Exception {
        deadline.require();
        var loaded = contender.run(time);
        if (loaded.errors() > 0) {
            throw new BenchException(
                    "%s: %d of %d answers did not have the expected status, the first: %s"
                            .formatted(name, loaded.errors(), loaded.count(), loaded.firstError()));
        }
        return loaded;
    }
}
