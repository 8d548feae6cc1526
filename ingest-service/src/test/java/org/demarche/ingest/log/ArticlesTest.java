package org.demarche.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.demarche.log.Sha256;
import org.demarche.model.ReportId;
import org.junit.jupiter.api.Test;

class ArticlesTest {

    private final Articles articles = new Articles();

    @Test
    void of_any_number_it_knows_which_report_was_first() {
        for (var n = 0; n < 100_000; n++) {
            articles.put(report("a" + n), url(n), digest(n));
            articles.put(report("b" + n), url(n), digest(-n));
        }

        for (var n = 0; n < 100_000; n++) {
            assertThat(articles.warnings(report("a" + n), url(n))).isEmpty();
            assertThat(articles.warnings(report("b" + n), url(n))).hasSize(1);
        }
        assertThat(articles.warnings(report("c"), url(-1))).isEmpty();
        assertThat(articles.warnings(report("c"), Optional.empty())).isEmpty();
        assertThat(articles.likeness(report("c"), digest(1))).isEmpty();
    }

    @Test
    void without_a_url_it_knows_which_report_was_the_first_with_its_content() {
        articles.put(report("a"), Optional.empty(), digest(1));
        articles.put(report("c"), url(2), digest(2));

        assertThat(articles.likeness(report("b"), digest(1))).hasSize(1);
        assertThat(articles.likeness(report("a"), digest(1))).isEmpty();
        assertThat(articles.likeness(report("b"), digest(2))).isEmpty();
    }

    @Test
    void a_content_that_its_report_has_no_longer_is_forgotten_and_may_be_known_again() {
        articles.put(report("a"), Optional.empty(), digest(1));
        articles.forget(report("b"), Fingerprint.of(digest(1)));
        assertThat(articles.likeness(report("c"), digest(1))).hasSize(1);

        articles.forget(report("a"), Fingerprint.of(digest(1)));
        assertThat(articles.likeness(report("c"), digest(1))).isEmpty();

        articles.put(report("b"), Optional.empty(), digest(1));
        assertThat(articles.likeness(report("c"), digest(1))).hasSize(1);
    }

    private static Optional<String> url(int n) {
        return Optional.of("https://daily.example/" + n);
    }

    private static String digest(int n) {
        return Sha256.hex(
                new byte[] {(byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n});
    }

    private static ReportId report(String token) {
        return new ReportId("freedonia", "river-treaty", token);
    }
}
