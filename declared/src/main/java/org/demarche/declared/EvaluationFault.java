package org.demarche.declared;

/** An expression fails for this report. The message names the expression and the cause. */
final class EvaluationFault extends Exception {

    /**
     * @param pointer the expression, as a JSON pointer into the definition
     */
    EvaluationFault(String pointer, String cause) {
        super("%s: %s".formatted(pointer, cause));
    }
}
