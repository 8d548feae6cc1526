package org.demarche.log;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import org.demarche.model.Slug;

/** A numbered build of a projection from the log, written {@code positions/1}. */
public record VersionId(String projection, int number) {

    /**
     * The version that is live before the first decision. Code of the revision with the same number
     * folds it. This constant never changes, because the numbers of later versions follow it.
     */
    public static final VersionId POSITIONS = new VersionId("positions", 2);

    public VersionId {
        if (!Slug.is(projection)) {
            throw new IllegalArgumentException(
                    "'%s' is not a projection's name: a name has lower-case letters and digits in groups joined by '-'"
                            .formatted(projection));
        }
        if (number < 1) {
            throw new IllegalArgumentException(
                    "%d is not the number of a version: these numbers begin at 1"
                            .formatted(number));
        }
    }

    /**
     * @throws IllegalArgumentException if the text is not {@code <projection>/<number>}
     */
    public static VersionId parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "'%s' is not a version: write <projection>/<number>, such as positions/2"
                            .formatted(text));
        }
        return new VersionId(parts[0], Integer.parseInt(parts[1]));
    }

    /** Joins the numbers of versions for use within a sentence. */
    public static String listed(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(joining(", "));
    }

    @Override
    public String toString() {
        return projection + '/' + number;
    }
}
