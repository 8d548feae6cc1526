package org.demarche.ingest;

/** A small registry and a report that nothing is wrong with. */
public final class Samples {

    private Samples() {}

    public static final String REPORT =
            """
            {"holder": "freedonia", "spokenFor": "freedonia", "issue": "river-treaty", "stance": "favor",
             "speaker": {"actor": "rufus-firefly", "name": "Rufus Firefly", "role": "president"},
             "saidOn": "2024-03-01", "summary": "Freedonia would sign.",
             "source": {"outlet": "daily-planet", "publishedOn": "2024-03-02"}}
            """;

    /** The report, saying the contrary. */
    public static final String CORRECTED = REPORT.replace("favor", "against");

    /** One line, under a token of its own. */
    public static String report(String token) {
        return REPORT.replace("\n", "").replaceFirst("\\{", "{\"id\": \"" + token + "\", ");
    }

    /**
     * @param what corrections or retractions
     */
    public static String path(String token, String what) {
        return "/v1/reports/freedonia.river-treaty.%s/%s".formatted(token, what);
    }

    public static String reason(String reason) {
        return "{\"reason\": \"%s\"}".formatted(reason);
    }

    public static void register(RunningIngest ingest) {
        put(
                ingest,
                "/v1/actors/freedonia",
                "{\"kind\": \"state\", \"name\": \"Freedonia\", \"aliases\": [\"Republic of Fréedonia\"]}");
        put(ingest, "/v1/actors/sylvania", "{\"kind\": \"state\", \"name\": \"Sylvania\"}");
        put(
                ingest,
                "/v1/actors/rufus-firefly",
                """
                {"kind": "person", "name": "Rufus T. Firefly",
                 "memberOf": [{"actor": "freedonia", "role": "President of Freedonia", "from": "2024-01-01"}]}
                """);
        put(
                ingest,
                "/v1/issues/river-treaty",
                "{\"name\": \"River treaty\", \"proposition\": \"The river treaty should be signed\"}");
        put(
                ingest,
                "/v1/outlets/daily-planet",
                """
                {"name": "Daily Planet", "kind": "newspaper",
                 "reliability": [{"grade": "C"}, {"grade": "B", "from": "2024-03-02"}]}
                """);
        put(ingest, "/v1/outlets/wire", "{\"name\": \"The Wire\", \"kind\": \"agency\"}");
    }

    private static void put(RunningIngest ingest, String path, String body) {
        var answer = ingest.put(path, body);
        if (answer.status() != 201) {
            throw new IllegalStateException(path + ": " + answer);
        }
    }
}
