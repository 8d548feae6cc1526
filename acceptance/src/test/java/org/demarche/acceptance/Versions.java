package org.demarche.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.demarche.log.VersionId;
import org.demarche.model.Await;

/** The versions of projections, as a person with a gateway sees and changes them. */
record Versions(Api api) {

    /** The version of positions that a new stack begins with. */
    static final VersionId FIRST = new VersionId("positions", 3);

    private static final String ALL = "/v1/projections";

    /** The first version of what is declared. */
    VersionId declare(String definition) throws IOException {
        return started(api.post(ALL, Api.JSON, definition));
    }

    VersionId replay(String projection, String how) throws IOException {
        return started(api.post(ALL + "/" + projection + "/replays", Api.JSON, how));
    }

    void change(VersionId version, String how) throws IOException {
        var answer = api.patch(path(version), how);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /**
     * @return the answer, whose token has seen it
     */
    Api.Answer promote(VersionId version) throws IOException {
        return decided(api.post(path(version) + "/promotion", Api.JSON, "{}"));
    }

    /**
     * @return the answer, whose token has seen it
     */
    Api.Answer rollBack(String projection) throws IOException {
        return decided(api.post(ALL + "/" + projection + "/rollback", Api.JSON, ""));
    }

    /** How many keys of a version differ from those of the one that is served, and how. */
    JsonNode differing(VersionId version) throws IOException {
        var answer = api.get(path(version) + "/diff");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("counts");
    }

    String state(VersionId version) throws IOException {
        return api.get(path(version)).json().path("state").asText();
    }

    JsonNode progress(VersionId version) throws IOException {
        return api.get(path(version)).json().path("progress");
    }

    /** Those that are served, or were and go on. */
    List<VersionId> complete(String projection) throws IOException {
        return api.get(ALL + "/" + projection)
                .json()
                .path("versions")
                .valueStream()
                .filter(one -> List.of("live", "standby").contains(one.path("state").asText()))
                .map(one -> new VersionId(projection, one.path("version").asInt()))
                .toList();
    }

    void awaitLive(VersionId version) throws Exception {
        Await.until(version + " is live", () -> state(version).equals("live"));
    }

    /** Returns when a version has all that the log had when this was called. */
    void awaitEnd(VersionId version) throws Exception {
        var end = progress(version).path("total").asLong();
        Await.until(
                version + " has all of the log",
                () -> progress(version).path("folded").asLong() >= end);
    }

    private static VersionId started(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var version = answer.json();
        return new VersionId(version.path("projection").asText(), version.path("version").asInt());
    }

    private static Api.Answer decided(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String path(VersionId version) {
        return "%s/%s/versions/%d".formatted(ALL, version.projection(), version.number());
    }
}
