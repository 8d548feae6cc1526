package org.demarche.cli.dna;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MidnightsTest {

    /** If the right column is empty, the zone is accepted. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,    2021-05-13T22:00:00Z,                      ",
        "UTC,              2021-05-13T22:00:00Z,                      Europe/Berlin",
        "UTC,              2021-05-13T22:00:00Z 2021-01-13T23:00:00Z, Europe/Berlin",
        "Europe/Athens,    2021-01-13T23:00:00Z,                      Europe/Berlin",
        "Europe/Berlin,    2021-05-14T00:00:00Z,                      UTC",
        "America/New_York, 2021-05-13T18:30:00Z,                      Asia/Kolkata",
        "Europe/Berlin,    2021-05-13T18:15:00Z,                      Asia/Kathmandu",
        // one of them is at midnight, or none has a zone
        "UTC,              2021-05-14T00:00:00Z 2021-05-13T22:00:00Z, ",
        "UTC,              2021-05-14T00:00:01Z,                      ",
        "Europe/Moscow,    2021-05-13T22:00:00Z 2021-05-14T09:40:00Z, ",
        // no midnight is missed because clocks were put forward at midnight
        "America/Sao_Paulo, 2017-10-15T03:00:00Z,                     ",
    })
    void another_zone_is_named_if_all_are_midnight_there_and_none_here(
            ZoneId zone, String dates, ZoneId other) {
        var instants = Arrays.stream(dates.split(" ")).map(Instant::parse).toList();

        assertThat(Midnights.elsewhere(zone, instants).orElse(null)).isEqualTo(other);
    }
}
