package org.demarche.declared;

/** A report of which an expression cannot be evaluated. The message names place and cause. */
final class EvaluationFault extends Exception {

    /**
     * @param pointer the expression, as a JSON pointer into the definition
     */
    EvaluationFault(String pointer, String cause) {
        super("%s: %s".formatted(pointer, cause));
    }
}
