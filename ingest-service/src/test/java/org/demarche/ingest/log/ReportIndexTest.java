package org.demarche.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.demarche.ingest.log.ReportIndex.Filed;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.Test;

class ReportIndexTest {

    private static final LocalDate DAY = LocalDate.of(2024, 3, 1);

    @Test
    void finds_what_was_put_and_nothing_else_however_large_it_grows() {
        var index = new ReportIndex();
        for (var i = 0; i < 100_000; i++) {
            index.put(id(i), Filed.of(digest(i), 7L * i, DAY.plusDays(i % 1000)));
        }

        assertThat(index.size()).isEqualTo(100_000);
        for (var i = 0; i < 100_000; i++) {
            assertThat(index.get(id(i)))
                    .contains(Filed.of(digest(i), 7L * i, DAY.plusDays(i % 1000)));
        }
        assertThat(index.get(id(100_000))).isEmpty();
    }

    @Test
    void tells_content_apart() {
        var filed = Filed.of(digest(1), 0, DAY);

        assertThat(filed.holds(digest(1))).isTrue();
        assertThat(filed.holds(digest(2))).isFalse();
    }

    @Test
    void the_first_in_the_log_counts_whichever_comes_to_be_known_first() {
        var index = new ReportIndex();
        var earlier = Filed.of(digest(1), 10, DAY);
        var later = Filed.of(digest(2), 11, DAY.minusDays(1));

        index.put(id(1), later);
        index.put(id(1), earlier);
        index.put(id(1), later);

        assertThat(index.get(id(1))).contains(earlier);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void what_stands_is_what_the_last_event_says() {
        var index = new ReportIndex();
        index.put(id(1), Filed.of(digest(1), 10, DAY));
        assertThat(index.standing(id(1)))
                .contains(new ReportState(0, Fingerprint.of(digest(1)), 10, DAY));

        index.amend(id(1), Fingerprint.of(digest(2)), 11, DAY.plusDays(1));
        assertThat(index.standing(id(1)))
                .contains(new ReportState(1, Fingerprint.of(digest(2)), 11, DAY.plusDays(1)));

        index.amend(id(1), null, 12, DAY.plusDays(2));
        assertThat(index.standing(id(1))).contains(new ReportState(2, null, 12, DAY.plusDays(2)));

        index.amend(id(1), Fingerprint.of(digest(2)), 13, DAY.plusDays(3));
        assertThat(index.standing(id(1)))
                .contains(new ReportState(3, Fingerprint.of(digest(2)), 13, DAY.plusDays(3)));
        assertThat(index.get(id(1))).contains(Filed.of(digest(1), 10, DAY));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void what_the_fold_passes_over_is_no_event() {
        var index = new ReportIndex();
        // before the report is filed, as the log has it, though it is known already
        index.amend(id(1), null, 8, DAY);
        index.put(id(1), Filed.of(digest(1), 10, DAY));
        index.amend(id(1), null, 9, DAY);
        // the content that stands
        index.amend(id(1), Fingerprint.of(digest(1)), 11, DAY);
        assertThat(index.standing(id(1)))
                .contains(new ReportState(0, Fingerprint.of(digest(1)), 10, DAY));

        index.amend(id(1), null, 12, DAY);
        index.amend(id(1), null, 12, DAY);
        index.amend(id(1), null, 13, DAY);
        assertThat(index.standing(id(1))).contains(new ReportState(1, null, 12, DAY));
        assertThat(index.standing(id(2))).isEmpty();
    }

    private static ReportId id(int number) {
        return new ReportId("freedonia", "river-treaty", "r" + number);
    }

    private static String digest(int number) {
        return "%016x".formatted(0x9e3779b97f4a7c15L * (number + 1)).repeat(4);
    }
}
