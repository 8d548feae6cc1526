package org.demarche.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.demarche.cli.client.Gateway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"state\":\"replaying\",\"progress\":{\"eventsPerSecond\":4500,\"caughtUpIn\":130}               | 4,500/s, caught up in 2 min 10 s",
                "\"state\":\"replaying\",\"progress\":{\"eventsPerSecond\":4500,\"caughtUpIn\":\"PT1H5M\"}        | 4,500/s, caught up in 1 h 5 min",
                "\"state\":\"replaying\",\"progress\":{\"eventsPerSecond\":0.0,\"growthPerSecond\":0.0,\"caughtUpIn\":null,\"converging\":false} | 0/s",
                "\"state\":\"replaying\",\"progress\":{\"eventsPerSecond\":4500,\"caughtUpIn\":null}              | 4,500/s",
                "\"state\":\"replaying\",\"throttle\":500,\"progress\":{\"eventsPerSecond\":498,\"caughtUpIn\":2} | 498/s of at most 500/s, caught up in 2 s",
                "\"state\":\"catching-up\",\"progress\":{\"eventsPerSecond\":80,\"growthPerSecond\":1900,\"converging\":false} | catching-up, 80/s, not converging: the log grows by 1,900/s",
                "\"state\":\"replaying\",\"progress\":{\"stuck\":true,\"partitions\":[{\"partition\":2,\"folded\":5,\"total\":5,\"idleFor\":40},{\"partition\":3,\"folded\":4,\"total\":9,\"idleFor\":12}]} | 0/s, stuck: partition 3 has made no progress for 12 s",
                "\"state\":\"replaying\",\"progress\":{\"stuck\":true,\"idleFor\":90}                             | 0/s, stuck: it has made no progress for 1 min 30 s",
                "\"state\":\"paused\",\"progress\":{\"eventsPerSecond\":80,\"deadLetters\":1,\"lastError\":\"no stance\"} | paused, 1 dead letter, last error: no stance",
            })
    void what_a_bar_does_not_show_is_told_beside_it(String fields, String text)
            throws JsonProcessingException {
        assertThat(ProgressText.beside(Gateway.JSON.readTree("{" + fields + "}}"))).isEqualTo(text);
    }
}
