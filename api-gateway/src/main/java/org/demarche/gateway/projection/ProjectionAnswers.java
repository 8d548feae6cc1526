package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.demarche.gateway.position.PageAnswers.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.gateway.read.Answered;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.http.Refusal;
import org.demarche.log.control.CatalogReader;
import org.demarche.log.control.ControlWriter;
import org.demarche.log.control.ProjectionState;

/**
 * Makes the answers about projections, and takes the decisions about them, for pages that this
 * process makes. It calls the methods that answer clients. Each method here may wait for Kafka, and
 * fails with the same {@link Refusal} as those methods.
 */
@Singleton
public final class ProjectionAnswers {

    /**
     * The outcome of a retry.
     *
     * @param version the version that reads the record again, or has done so
     * @param isStarted whether the retry has started the version; false if it existed before
     */
    public record Retried(JsonNode version, boolean isStarted) {}

    private final CatalogReader reader;
    private final VersionWatch watch;
    private final Decisions decisions;
    private final VersionAnswers versions;
    private final ProjectionController projections;
    private final VersionController changes;
    private final DeclarationController declarations;
    private final DeletionController deletions;
    private final DeadLetterController letters;

    ProjectionAnswers(
            CatalogReader reader,
            ControlWriter writer,
            VersionWatch watch,
            ViewSizes sizes,
            ProjectionController projections,
            VersionController changes,
            DeclarationController declarations,
            DeletionController deletions,
            DeadLetterController letters) {
        this.reader = reader;
        this.watch = watch;
        decisions = new Decisions(reader, writer);
        versions = new VersionAnswers(decisions, watch, sizes);
        this.projections = projections;
        this.changes = changes;
        this.declarations = declarations;
        this.deletions = deletions;
        this.letters = letters;
    }

    /** Returns all projections, in the order of their names. */
    public List<JsonNode> projections() {
        requireRead();
        return decisions.catalog().names().stream().sorted().map(this::projection).toList();
    }

    public JsonNode projection(String name) {
        requireRead();
        return json(ProjectionJson.of(decisions.projection(name), decisions.catalog(), watch));
    }

    /** Returns the versions of a projection with their progress, the first one first. */
    public List<JsonNode> versions(String name) {
        requireRead();
        return decisions.projection(name).versions().values().stream()
                .map(versions::json)
                .map(ProjectionAnswers::json)
                .toList();
    }

    public JsonNode version(String name, String number) {
        requireRead();
        return json(versions.json(decisions.version(name, number)));
    }

    /** Returns the decisions about a projection, the last one first. */
    public List<JsonNode> decisions(String name, int most) {
        requireRead();
        return decisions.taken(name).stream().limit(most).<JsonNode>map(DecisionJson::of).toList();
    }

    /** Returns the number of the live version; empty if there is none yet. */
    public Optional<String> live(String name) {
        requireRead();
        return Optional.of(decisions.projection(name))
                .flatMap(ProjectionState::live)
                .map(version -> Integer.toString(version.id().number()));
    }

    /**
     * @param fields the fields of the page's form, with the names that they have in the body of the
     *     API's request
     */
    public void replay(HttpRequest<?> page, String name, JsonNode fields) {
        var _ = projections.replay(name, DecisionBodies.ofPage(page, fields, ReplayForm::of));
    }

    public void rollBack(HttpRequest<?> page, String name, JsonNode fields) {
        var _ = projections.rollBack(name, DecisionBodies.ofPage(page, fields, RollbackForm::of));
    }

    public void change(HttpRequest<?> page, String name, String number, JsonNode fields) {
        var _ = changes.change(name, number, DecisionBodies.ofPage(page, fields, ChangeForm::of));
    }

    public void promote(HttpRequest<?> page, String name, String number, JsonNode fields) {
        var _ =
                changes.promote(
                        name, number, DecisionBodies.ofPage(page, fields, PromotionForm::of));
    }

    public void remove(HttpRequest<?> page, String name, String number, JsonNode fields) {
        Person person = DecisionBodies.ofPage(page, fields, DecisionBodies::person);
        var _ = changes.remove(name, number, person);
    }

    public void delete(HttpRequest<?> page, String name, JsonNode fields) {
        Person person = DecisionBodies.ofPage(page, fields, DecisionBodies::person);
        var _ = deletions.delete(name, person);
    }

    /** Declares a projection, and returns its name. */
    public String declare(HttpRequest<?> page, byte[] definition, boolean auto, JsonNode fields) {
        Person person = DecisionBodies.ofPage(page, fields, DecisionBodies::person);
        return declarations.declared(definition, auto, person);
    }

    /** Tries a definition on this number of events, and declares nothing. */
    public JsonNode tried(byte[] definition, String reports) {
        return json(declarations.tried(definition, DryRun.count(reports)));
    }

    /**
     * Returns a page of dead letters, the last one first.
     *
     * @param parameters the parameters of the same list in the API
     * @throws Refusal with 404 if no projection ever had the name
     */
    public Answered letters(Map<String, String> parameters) {
        requireRead();
        Optional.ofNullable(parameters.get("projection")).ifPresent(this::requireKnown);
        var path =
                parameters.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(one -> one.getKey() + '=' + encoded(one.getValue()))
                        .collect(joining("&", "/v1/dead-letters?", ""));
        var request = HttpRequest.GET(path).accept(MediaType.APPLICATION_JSON_TYPE);
        var body = (byte[]) letters.letters(request).getBody().orElseThrow();
        return new Answered(CompleteJson.read(new String(body, UTF_8)), path, Optional.empty());
    }

    /** Returns a dead letter with its whole record. */
    public JsonNode letter(String id) {
        requireRead();
        return json(letters.whole(id));
    }

    /**
     * Retries a dead letter: starts a replay that reads the record again, unless a later version
     * reads it or has done so.
     *
     * @throws Refusal if a replay would refuse the record again
     */
    public Retried retry(HttpRequest<?> page, String id, JsonNode fields) {
        var answer = letters.retry(id, DecisionBodies.ofPage(page, fields, ReplayForm::ofRetry));
        var version = CompleteJson.read(new String((byte[]) answer.getBody().orElseThrow(), UTF_8));
        return new Retried(version, answer.code() == HttpStatus.CREATED.getCode());
    }

    /**
     * Refuses an unknown projection. A deleted one is not refused, because it still has dead
     * letters.
     */
    private void requireKnown(String name) {
        if (decisions.deletion(name).isEmpty()) {
            var _ = decisions.projection(name);
        }
    }

    private void requireRead() {
        ReadFilter.requireRead(reader.caughtUp(), "decisions");
    }

    private static JsonNode json(Object answer) {
        return CompleteJson.read(CompleteJson.text(answer));
    }
}
