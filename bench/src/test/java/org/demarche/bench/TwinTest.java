package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.demarche.bench.invented.LogWriter;
import org.demarche.bench.invented.SyntheticReports;
import org.demarche.bench.replay.MeasureCommand;
import org.demarche.bench.twin.Twin;
import org.demarche.broker.SharedBroker;
import org.demarche.log.VersionId;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinTest {

    private static final int REPORTS = 2_000;

    /** With 20 reports in the heap the twin folds most pairs again from its store. */
    @ParameterizedTest
    @ValueSource(ints = {REPORTS, 20})
    void the_view_of_the_twin_is_the_pure_fold_of_the_log(int heldReports, @TempDir Path state)
            throws Exception {
        var config = MeasureCommand.config(SharedBroker.get(), "bench-twin-test-" + heldReports);
        LogWriter.write(config, new SyntheticReports(3, REPORTS));

        var twinned = new Twin(config, state, 2, heldReports).measure();

        assertThat(twinned.events()).isEqualTo(REPORTS);
        var view = WholeTopic.latest(config, config.topics().view(new VersionId("twin", 1)));
        assertThat(view).isEqualTo(FoldedLog.of(config));
        assertThat(twinned.documents()).isGreaterThanOrEqualTo(view.size());
    }
}
