package org.demarche.model.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.demarche.model.ReportBuilder;
import org.demarche.model.ReportEvent;

/** Changes of a log that make no difference to the fold, and what always holds of it. */
class FoldInvariantsTest extends FoldHistories {

    @Property(tries = 500)
    void any_order_of_filing_gives_the_same_position(
            @ForAll("histories") List<ReportEvent> history, @ForAll Random random) {
        var shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, random);

        assertThat(fold(shuffled)).isEqualTo(fold(history));
        assertThat(evidence(shuffled)).isEqualTo(evidence(history));
    }

    @Property(tries = 500)
    void any_duplication_gives_the_same_position(
            @ForAll("histories") List<ReportEvent> history, @ForAll Random random) {
        var repeated = new ArrayList<ReportEvent>();
        for (var i = 0; i < history.size(); i++) {
            repeated.add(history.get(i));
            repeated.add(history.get(random.nextInt(i + 1)));
        }

        assertThat(fold(repeated)).isEqualTo(fold(history));
    }

    @Property(tries = 500)
    void a_report_filed_and_retracted_leaves_no_trace(
            @ForAll("histories") List<ReportEvent> history,
            @ForAll("reports") ReportBuilder extra,
            @ForAll Random random) {
        var with = new ArrayList<>(history);
        with.add(random.nextInt(with.size() + 1), extra.filed());
        with.add(ReportBuilder.retracted("r0", "r9999"));

        assertThat(fold(with)).isEqualTo(fold(history));
    }

    @Property(tries = 500)
    void a_correction_is_as_if_the_report_had_been_filed_so(
            @ForAll("histories") List<ReportEvent> history,
            @ForAll("reports") ReportBuilder wrong,
            @ForAll("reports") ReportBuilder right,
            @ForAll Random random) {
        var corrected = new ArrayList<>(history);
        corrected.add(random.nextInt(corrected.size() + 1), wrong.filed());
        corrected.add(right.corrected("r0"));
        var filedSo = new ArrayList<>(history);
        filedSo.add(right.filed());

        assertThat(fold(corrected)).isEqualTo(fold(filedSo));
    }

    @Property(tries = 500)
    void the_counts_of_a_position_never_exceed_what_was_heard(
            @ForAll("histories") List<ReportEvent> history) {
        var position = fold(history);

        assertThat(position.counts().statements())
                .isLessThanOrEqualTo(position.heard().statements());
        assertThat(position.counts().reports()).isLessThanOrEqualTo(position.heard().reports());
        assertThat(position.stance() == null).isEqualTo(position.latest() == null);
    }
}
