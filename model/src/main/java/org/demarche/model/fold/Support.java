package org.demarche.model.fold;

/**
 * How much speaks for something.
 *
 * @param statements that speak for it
 * @param reports of these statements
 * @param outlets of these reports
 * @param origins of these reports
 */
public record Support(int statements, int reports, int outlets, int origins) {

    public static final Support NONE = new Support(0, 0, 0, 0);
}
