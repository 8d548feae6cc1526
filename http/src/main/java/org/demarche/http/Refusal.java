package org.demarche.http;

import java.util.concurrent.CompletionException;

/** A request was refused; the problem says why. */
public final class Refusal extends RuntimeException {

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /**
     * Returns the problem of a refusal, also of one inside a {@link CompletionException}. Any other
     * failure becomes the problem {@code failed}.
     */
    public static Problem problemOf(Throwable failure) {
        var cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause instanceof Refusal refusal
                ? refusal.problem()
                : Problem.failed("Unexpected: " + cause);
    }
}
