package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {

    /** The list of commands shows the first line of each description alone. */
    @Test
    void the_list_of_measurements_has_a_whole_sentence_about_each() {
        for (var command : Main.command().getSubcommands().values()) {
            var usage = command.getCommandSpec().usageMessage();
            if (!usage.hidden()) assertThat(usage.description()[0]).endsWith(".");
        }
    }
}
