package org.demarche.declared.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Counts the most instructions to which a regular expression compiles, from its text. The compiler
 * writes out each repeat, so {@code (((a{1000}){1000}){1000})} would take more memory than the
 * machine has. For a faulty expression, the number means nothing.
 */
final class Instructions {

    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?}");

    /** The instructions at the beginning and the end of every program. */
    private static final double FRAME = 4;

    private final String regex;
    private final Deque<Sequence> open = new ArrayDeque<>();
    private int at;

    /**
     * The part between two parentheses. Its last element is counted apart, because a repeat may
     * follow.
     */
    private static final class Sequence {
        private double before;
        private double last;

        void then(double instructions) {
            before += last;
            last = instructions;
        }

        /**
         * @param optional the number of times that may be left out
         */
        void repeat(double times, double optional) {
            last = Math.max(1, last) * times + optional + 1;
        }

        double all() {
            return before + last;
        }
    }

    private Instructions(String regex) {
        this.regex = regex;
        open.push(new Sequence());
    }

    static double most(String regex) {
        var counting = new Instructions(regex);
        while (counting.at < regex.length()) {
            counting.next();
        }
        return FRAME + counting.open.stream().mapToDouble(Sequence::all).sum();
    }

    private Sequence within() {
        return open.getFirst();
    }

    private void next() {
        var c = regex.charAt(at++);
        switch (c) {
            case '\\' -> escape();
            case '[' -> {
                skipClass();
                within().then(1);
            }
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                within().then(2);
                within().then(0);
            }
            // if the repeated part may be empty, it is compiled as an optional repeat
            case '*' -> within().repeat(1, 1);
            case '+', '?' -> within().repeat(1, 0);
            case '{' -> repeat();
            default -> within().then(1);
        }
    }

    private void escape() {
        if (regex.startsWith("Q", at)) {
            var end = regex.indexOf("\\E", at);
            var from = at + 1;
            var to = end < 0 ? regex.length() : end;
            for (var i = from; i < to; i++) {
                within().then(1);
            }
            at = end < 0 ? to : end + 2;
            return;
        }
        skipEscaped();
        within().then(1);
    }

    /** Skips an escaped character. The braces around the number of a character are not a repeat. */
    private void skipEscaped() {
        var end = regex.startsWith("x{", at) ? regex.indexOf('}', at) : -1;
        at = end < 0 ? at + 1 : end + 1;
    }

    private void skipClass() {
        if (regex.startsWith("^", at)) {
            at++;
        }
        var first = true;
        while (at < regex.length() && (first || regex.charAt(at) != ']')) {
            first = false;
            var named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
            if (named >= 0) {
                at = named + 2;
            } else if (regex.charAt(at++) == '\\') {
                skipEscaped();
            }
        }
        at++;
    }

    /**
     * Opens a group, unless it has flags only, such as {@code (?i)}. Flags cannot be repeated: a
     * repeat after them applies to the element before them.
     */
    private void open() {
        if (regex.startsWith("?", at)) {
            var end = at;
            while (end < regex.length() && ":>)".indexOf(regex.charAt(end)) < 0) {
                end++;
            }
            at = end + 1;
            if (regex.startsWith(")", end)) {
                return;
            }
        }
        open.push(new Sequence());
    }

    private void close() {
        if (open.size() > 1) {
            var group = open.pop();
            within().then(group.all() + 3); // an empty group is an instruction, too
        }
    }

    private void repeat() {
        var repeat = REPEAT.matcher(regex).region(at - 1, regex.length());
        if (!repeat.lookingAt()) {
            within().then(1);
            return;
        }
        at = repeat.end();
        var least = Double.parseDouble(repeat.group(1));
        var upTo = repeat.group(2);
        var most = upTo == null || upTo.isEmpty() ? least : Double.parseDouble(upTo);
        var isOpen = upTo != null && upTo.isEmpty();
        within().repeat(
                        Math.max(1, Math.max(least, most)),
                        Math.max(0, most - least) + (isOpen ? 1 : 0));
    }
}
