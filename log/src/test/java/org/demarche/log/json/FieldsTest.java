package org.demarche.log.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void a_hundred_faults_are_told_and_the_rest_is_counted() throws Exception {
        var unknown =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "\"nmae%d\": 1".formatted(i))
                        .collect(joining(", ", "{", "}"));
        var fields = Fields.of(unknown.getBytes(UTF_8));
        fields.text("name", 10);
        fields.refuseOthers();

        var fault = catchThrowableOfType(InvalidBody.class, fields::verify);

        assertThat(fault.violations()).hasSize(101);
        assertThat(fault.violations().getFirst().pointer()).isEqualTo("/nmae0");
        assertThat(fault.violations().getLast()).isEqualTo(new Violation("", "and 19,900 more"));
    }

    @Test
    void what_was_meant_is_guessed_for_the_first_fields_only() throws Exception {
        var inner = "{\"nmae\": 1}";
        var fields =
                Fields.of(
                        "{\"parts\": [%s]}"
                                .formatted((inner + ',').repeat(14) + inner)
                                .getBytes(UTF_8));
        fields.objects("parts", 20, part -> part.text("name", 10));
        fields.refuseOthers();

        var fault = catchThrowableOfType(InvalidBody.class, fields::verify);

        assertThat(fault.violations()).hasSize(15);
        assertThat(
                        fault.violations().stream()
                                .map(Violation::suggestions)
                                .filter(one -> !one.isEmpty()))
                .hasSize(3)
                .first()
                .isEqualTo(List.of("name"));
    }
}
