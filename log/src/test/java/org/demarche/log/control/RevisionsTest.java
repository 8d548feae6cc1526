package org.demarche.log.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.log.event.ReportCodec;
import org.junit.jupiter.api.Test;

class RevisionsTest {

    /**
     * A change of one of them needs a look at the others: {@link ReportCodec#READER_REVISION} says
     * why.
     */
    @Test
    void every_revision_of_a_fold_is_one_of_the_reader_that_it_reads_with() {
        var read = ReportCodec.READER_REVISION;
        var folded = List.of(PositionsRevision.NOW, ControlEvent.Declared.REVISION);

        assertThat(List.of(read, folded)).isEqualTo(List.of(3, List.of(5, 3)));
    }
}
