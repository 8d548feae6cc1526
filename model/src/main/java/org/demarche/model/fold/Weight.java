package org.demarche.model.fold;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The weight of an account. These decide, in this order: an official record of the speaker's side,
 * more origins, a direct quote, the later publication.
 */
record Weight(boolean official, int origins, boolean direct, LocalDate published)
        implements Comparable<Weight> {

    private static final Comparator<Weight> ORDER =
            Comparator.comparing(Weight::official)
                    .thenComparing(Weight::origins)
                    .thenComparing(Weight::direct)
                    .thenComparing(Weight::published);

    /**
     * @param reports the reports of the account, in their order
     */
    static Weight of(List<Facts> reports) {
        return new Weight(
                reports.stream().anyMatch(Facts::official),
                (int) reports.stream().map(Facts::origin).distinct().count(),
                reports.stream().anyMatch(Facts::direct),
                reports.getLast().published());
    }

    @Override
    public int compareTo(Weight other) {
        return ORDER.compare(this, other);
    }
}
