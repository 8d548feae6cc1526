package org.demarche.declared;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.demarche.declared.Events.Said;
import org.demarche.model.ReportEvent;
import org.demarche.model.Stance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A view of revision 1 stays one from which an older release restores. */
class ContributionsTest {

    private static final Said USUAL = Said.USUAL;

    private static final List<ReportEvent> LOG =
            List.of(
                    with(USUAL.filed("r1", 1), "a1"),
                    with(USUAL.summed("a \"summary\"").credible(null).filed("r2", 2), "b2"),
                    with(USUAL.filed("r1", 3), "a1"),
                    with(USUAL.in("weekly").corrected("r1", 4), "c3"),
                    USUAL.retracted("r2", 5),
                    with(USUAL.by("sudland").taking(Stance.NONE).filed("r3", 6), "d4"),
                    with(USUAL.credible(1).filed("r4", 7), "e5"),
                    with(USUAL.credible(4).corrected("r2", 8), "f6"),
                    with(USUAL.in("wire").filed("r5", 9), "07"),
                    USUAL.retracted("r5", 10),
                    USUAL.retracted("r9", 11));

    private static final String DEFINITION =
            """
            { "name": "all", "where": "report.stance != 'none'", "key": "report.source.outlet",
              "fields": { "reports": "count()", "worst": "max(report.credibility)",
                "inverse": "max(6 / (report.credibility - 1))",
                "first": "first(report.summary)", "said": "countBy(report.saidOn)" } }
            """;

    /** The last one never restarts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void its_documents_are_those_that_the_older_release_put(int eventsBetweenRestarts)
            throws Exception {
        var definition = Definition.parse(DEFINITION.getBytes(UTF_8));
        var view = new Partition(() -> DeclaredHeap.withContributions(definition));
        for (var n = 0; n < LOG.size(); n++) {
            if (n % eventsBetweenRestarts == 0) {
                view.restart();
            }
            view.fold(LOG.get(n));
        }

        assertThat(lines(view.documents())).isEqualTo(golden());
    }

    private static String lines(Map<String, String> documents) {
        return documents.entrySet().stream()
                .map(document -> document.getKey() + ' ' + document.getValue() + '\n')
                .collect(Collectors.joining());
    }

    private static String golden() throws IOException {
        try (var file = ContributionsTest.class.getResourceAsStream("/view-of-revision-1.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static ReportEvent with(ReportEvent event, String digest) {
        return switch (event) {
            case ReportEvent.Filed(var report, var body, var resolved, _, var at) ->
                    new ReportEvent.Filed(report, body, resolved, digest.repeat(32), at);
            case ReportEvent.Corrected(var report, var body, var resolved, _, var at) ->
                    new ReportEvent.Corrected(report, body, resolved, digest.repeat(32), at);
            case ReportEvent.Retracted retracted -> retracted;
        };
    }
}
