package org.demarche.cli.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowRangesTest {

    @Test
    void rows_are_told_in_rising_order_however_they_come() {
        var rows = new RowRanges();

        for (var row : new int[] {5, 2, 4, 9, 3, 12, 11}) rows.add(row);

        assertThat(rows.text()).isEqualTo("2 to 5, 9, 11 to 12");
        assertThat(rows.count()).isEqualTo(7);
    }
}
