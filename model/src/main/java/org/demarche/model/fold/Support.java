package org.demarche.model.fold;

/**
 * How many statements, reports, outlets and origins support a result.
 *
 * @param statements the number of statements that support it
 * @param reports the number of reports of these statements
 * @param outlets the number of outlets of these reports
 * @param origins the number of origins of these reports
 */
public record Support(int statements, int reports, int outlets, int origins) {

    public static final Support NONE = new Support(0, 0, 0, 0);
}
