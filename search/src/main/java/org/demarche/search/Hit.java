package org.demarche.search;

import java.util.Optional;
import org.demarche.model.Slug;

/**
 * An entry that a search found.
 *
 * @param id the entry's id
 */
public record Hit(Rank rank, String id) {

    /** Returns the place after which a search continues, such as {@code NAME/russia}. */
    public String place() {
        return rank.name() + '/' + id;
    }

    public static Optional<Hit> at(String place) {
        var parts = place.split("/", -1);
        return parts.length == 2 && Slug.is(parts[1])
                ? Rank.named(parts[0]).map(rank -> new Hit(rank, parts[1]))
                : Optional.empty();
    }
}
