package org.demarche.declared.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways to count the reports under one key. Definitions use the same names. */
public enum Aggregate {
    COUNT("count", "count()", false, false),
    COUNT_BY("countBy", "countBy(text)", true, false),
    DISTINCT("distinct", "distinct(text)", true, false),
    SUM("sum", "sum(number)", false, true),
    MIN("min", "min(x)", true, true),
    MAX("max", "max(x)", true, true),
    FIRST("first", "first(x)", true, true),
    LAST("last", "last(x)", true, true),
    TOP("top", "top(n, text)", true, false);

    public static final List<String> NAMES =
            Arrays.stream(values()).map(aggregate -> aggregate.label).toList();

    private final String label;
    private final String usage;
    private final boolean texts;
    private final boolean numbers;

    Aggregate(String label, String usage, boolean texts, boolean numbers) {
        this.label = label;
        this.usage = usage;
        this.texts = texts;
        this.numbers = numbers;
    }

    public static Optional<Aggregate> of(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /** Returns the notation, such as {@code top(n, text)}. */
    public String usage() {
        return usage;
    }

    public int arguments() {
        return switch (this) {
            case COUNT -> 0;
            case COUNT_BY, DISTINCT, SUM, MIN, MAX, FIRST, LAST -> 1;
            case TOP -> 2;
        };
    }

    public boolean takes(Kind kind) {
        return kind == Kind.TEXT ? texts : numbers;
    }

    /** Returns the types of the arguments, in words for a message. */
    public String takes() {
        if (texts && numbers) {
            return "a text or a number";
        }
        return texts ? "a text" : "a number";
    }
}
