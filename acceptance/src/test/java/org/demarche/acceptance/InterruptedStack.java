package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.model.ReportEvent;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.Test;

/** A stack of which a process is killed, or that is stopped and started again. */
interface InterruptedStack {

    UpStack stack();

    /**
     * The supervisor starts it again. What else may happen to processes, {@link TortureTest} tries.
     */
    @Test
    default void a_killed_broker_loses_nothing_and_nothing_is_counted_twice() throws Exception {
        var issue = stack().issue("kill");
        var before = stack().log().positions();
        var filing = Filing.begin(stack().api(), n -> UpStack.report(issue, n));
        filing.awaitMore(10);

        stack().kill("broker");
        filing.awaitMore(20);
        var acknowledged = filing.stop();

        var events =
                stack().log().events().stream().map(ReportEvent::report).map(ReportId::toString);
        assertThat(events)
                .filteredOn(id -> id.contains("." + issue + "."))
                .containsExactlyInAnyOrderElementsOf(acknowledged);
        var expected = stack().log().positions();
        assertThat(expected).containsAllEntriesOf(before);
        assertThat(stack().api().served(expected.keySet(), stack().log().end()))
                .isEqualTo(expected);
    }

    @Test
    default void what_was_stopped_is_found_again() throws Exception {
        var expected = stack().log().positions();
        var processes = stack().processes();

        var down = stack().demarche().down();
        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);

        stack().up();
        assertThat(stack().log().positions()).isEqualTo(expected);
        assertThat(stack().api().served(expected.keySet(), stack().log().end()))
                .isEqualTo(expected);
    }
}
