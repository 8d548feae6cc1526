package org.demarche.gateway.export;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.Registry;

/** The formats of exported statements. */
enum StatementFormat {
    CSV("csv", Csv.CONTENT_TYPE, "statements.csv"),
    CLAIMS("claims", "application/x-ndjson; profile=\"https://schema.org/Claim\"", "claims.ndjson"),
    PLOVER(
            "plover",
            "application/x-ndjson; profile=\"https://github.com/openeventdata/PLOVER\"",
            "plover.ndjson");

    private static final List<StatementFormat> ALL = List.of(values());

    private final String label;
    private final String contentType;
    private final String fileName;

    StatementFormat(String label, String contentType, String fileName) {
        this.label = label;
        this.contentType = contentType;
        this.fileName = fileName;
    }

    static Optional<StatementFormat> of(String label) {
        return ALL.stream().filter(format -> format.label.equals(label)).findFirst();
    }

    static String labels() {
        return ALL.stream().map(format -> format.label).collect(joining(", "));
    }

    String contentType() {
        return contentType;
    }

    String fileName() {
        return fileName;
    }

    /**
     * @param bom whether CSV begins with a byte order mark
     */
    StatementLines lines(Registry registry, boolean bom) {
        return switch (this) {
            case CSV -> new StatementCsv(registry, bom);
            case CLAIMS -> new StatementClaims(registry);
            case PLOVER -> new StatementEvents(registry);
        };
    }
}
