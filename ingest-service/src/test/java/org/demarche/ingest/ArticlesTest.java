package org.demarche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.Test;

class ArticlesTest {

    private final Articles articles = new Articles();

    @Test
    void of_any_number_it_knows_which_report_was_first() {
        for (var n = 0; n < 100_000; n++) {
            articles.put(report("a" + n), "https://daily.example/" + n);
            articles.put(report("b" + n), "https://daily.example/" + n);
        }

        for (var n = 0; n < 100_000; n++) {
            var url = Optional.of("https://daily.example/" + n);
            assertThat(articles.warnings(report("a" + n), url)).isEmpty();
            assertThat(articles.warnings(report("b" + n), url)).hasSize(1);
        }
        assertThat(articles.warnings(report("c"), Optional.of("https://daily.example/new")))
                .isEmpty();
        assertThat(articles.warnings(report("c"), Optional.empty())).isEmpty();
    }

    private static ReportId report(String token) {
        return new ReportId("freedonia", "river-treaty", token);
    }
}
