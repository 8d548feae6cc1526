package org.demarche.declared.language;

/** An expression fails for this report. The message names the expression and the cause. */
public final class EvaluationFault extends Exception {

    /**
     * @param pointer the expression, as a JSON pointer into the definition
     */
    public EvaluationFault(String pointer, String cause) {
        super("%s: %s".formatted(pointer, cause));
    }
}
