package org.demarche.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
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

    @Test
    void no_line_of_a_help_is_wider_than_eighty_columns() {
        assertThat(Main.command().getUsageMessage().lines())
                .startsWith("Usage: demarche bench [-hV] COMMAND");
        var helps =
                Stream.concat(
                        Stream.of(Main.command()),
                        Main.command().getSubcommands().values().stream());
        assertThat(helps.flatMap(command -> command.getUsageMessage().lines()))
                .allMatch(line -> line.length() <= 80);
    }
}
