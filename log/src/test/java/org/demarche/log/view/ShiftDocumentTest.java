package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.demarche.log.event.Golden;
import org.demarche.model.Stance;
import org.demarche.model.StatementId;
import org.demarche.model.Subject;
import org.demarche.model.edtf.Days;
import org.demarche.model.fold.Shift;
import org.demarche.model.fold.Shift.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShiftDocumentTest {

    private static final Subject SUBJECT = new Subject("norland", "strait-talks");

    private static final Side CONDITIONAL =
            side(Stance.CONDITIONAL, List.of("fleet", "tolls"), "2024-05-01", "0", "ada-lund");

    @Test
    void every_field_has_its_place() {
        var against = side(Stance.AGAINST, List.of(), "2024-05-09", "1", null);

        assertThat(text(new Shift(SUBJECT, Shift.Kind.HARDEN, CONDITIONAL, against, null)))
                .isEqualTo(new String(Golden.value("x.v1"), UTF_8));
    }

    @Test
    void the_first_one_has_the_same_fields() {
        assertThat(text(new Shift(SUBJECT, Shift.Kind.FIRST, null, CONDITIONAL, null)))
                .isEqualTo(new String(Golden.value("x.first.v1"), UTF_8));
    }

    @Test
    void by_the_second_rule_it_says_whether_the_order_is_known() {
        var shift = new Shift(SUBJECT, Shift.Kind.FIRST, null, CONDITIONAL, false);

        assertThat(text(shift)).contains("\"between\":\"2024-05-01\",\"certain\":false,\"from\":");
    }

    @Test
    void of_many_conditions_the_first_few_are_named() {
        var keys = IntStream.range(0, 100).mapToObj(n -> "k" + n).toList();
        var many = side(Stance.CONDITIONAL, keys, "2024-05-01", "0", null);

        assertThat(text(new Shift(SUBJECT, Shift.Kind.FIRST, null, many, null)))
                .contains("\"k19\"")
                .doesNotContain("\"k20\"");
    }

    private static Side side(
            Stance stance,
            List<String> conditions,
            String day,
            String digit,
            @Nullable String speaker) {
        var statement = new StatementId("norland", "strait-talks", digit.repeat(24));
        return new Side(stance, conditions, statement, Days.on(LocalDate.parse(day)), speaker);
    }

    private static String text(Shift shift) {
        return new String(ShiftDocument.write(shift), UTF_8);
    }
}
