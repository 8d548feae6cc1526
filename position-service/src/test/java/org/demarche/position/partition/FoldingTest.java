package org.demarche.position.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.model.Stance.AGAINST;
import static org.demarche.model.Stance.CONDITIONAL;
import static org.demarche.model.Stance.FAVOR;
import static org.demarche.position.Events.ascribed;
import static org.demarche.position.Events.filed;
import static org.demarche.position.Events.retracted;

import org.demarche.log.view.FoldNames;
import org.demarche.log.view.ViewKey;
import org.demarche.position.Reference;
import org.demarche.position.Stack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private final Stack stack = new Stack(3);

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void reports_in_the_log_become_positions_and_shifts_in_the_view() {
        stack.append(
                filed("norland", "r1", CONDITIONAL, "2024-03-01"),
                filed("sudland", "r2", AGAINST, "2024-03-02"),
                filed("norland", "r3", FAVOR, "2024-05-01"));

        try (var _ = stack.workers(1)) {
            stack.awaitFolded();
        }

        assertThat(stack.documents()).isEqualTo(Reference.documents(stack.events()));
    }

    @Test
    void in_a_view_of_revision_2_an_events_document_names_in_a_header_whom_it_depends_on() {
        stack.append(
                ascribed("norland", "sudland", "r1", FAVOR, "2024-03-01"),
                retracted("norland", "r1"));

        try (var _ = stack.oldWorkers(1)) {
            stack.awaitFolded();
        }

        assertThat(stack.view())
                .filteredOn(record -> ViewKey.isEvent(ViewKey.of(record.key())))
                .extracting(record -> FoldNames.of(record.headers()))
                .containsExactly(new FoldNames("daily", "daily", "sudland", null), null);
    }
}
