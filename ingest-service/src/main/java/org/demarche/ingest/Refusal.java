package org.demarche.ingest;

import java.util.concurrent.CompletionException;

/** A request was refused; the problem says why. */
final class Refusal extends RuntimeException {

    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** The problem in a failure, inside any wrappers. */
    static Problem problemOf(Throwable failure) {
        var cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof Refusal refusal
                ? refusal.problem()
                : Problem.failed("Unexpected: " + cause);
    }
}
