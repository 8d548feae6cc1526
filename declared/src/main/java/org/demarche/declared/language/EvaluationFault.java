package org.demarche.declared.language;

/** Thrown if an expression fails for a report. The message names the expression and the cause. */
public final class EvaluationFault extends Exception {

    /**
     * @param pointer the expression, as a JSON pointer into the definition
     */
    public EvaluationFault(String pointer, String cause) {
        super("%s: %s".formatted(pointer, cause));
    }
}
