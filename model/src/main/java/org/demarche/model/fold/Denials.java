package org.demarche.model.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.model.fold.Mentions.Utterance;

/** The denials among an actor's own statements, by the utterance that they deny. */
public record Denials(Map<Utterance, List<Denial>> byUtterance) {

    /**
     * @param heard the actor's own statements, in their order
     */
    static Denials among(List<Statement> heard) {
        var denials = new HashMap<Utterance, List<Denial>>();
        for (var statement : heard) {
            if (statement.taken() == null) {
                for (var utterance : denied(statement)) {
                    denials.computeIfAbsent(utterance, _ -> new ArrayList<>())
                            .add(denial(statement));
                }
            }
        }
        return new Denials(denials);
    }

    /** The denials of a statement by other statements. */
    public List<Denial> of(Statement statement) {
        var utterance = statement.utterance();
        return utterance == null
                ? List.of()
                : byUtterance.getOrDefault(utterance, List.of()).stream()
                        .filter(denial -> !denial.statement().equals(statement.id()))
                        .toList();
    }

    public static boolean isOne(Statement statement) {
        return !denied(statement).isEmpty();
    }

    private static Set<Utterance> denied(Statement statement) {
        var denied = new LinkedHashSet<Utterance>();
        for (var report : statement.account()) {
            if (report.mentions().denied() != null) {
                denied.add(report.mentions().denied());
            }
        }
        return denied;
    }

    private static Denial denial(Statement statement) {
        var lead = statement.lead();
        return new Denial(statement.id(), statement.days(), lead.speaker(), lead.office());
    }
}
