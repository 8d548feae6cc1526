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
 * The answers about projections, and the decisions about them, for pages that this process makes.
 * The methods that answer clients make them. Each may wait for Kafka, and fails with a {@link
 * Refusal} as they do.
 */
@Singleton
public final class ProjectionAnswers {

    /**
     * The outcome of a retry.
     *
     * @param version that reads the record again, or has
     * @param isStarted false if it was there before
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

    /** All projections, in the order of their names. */
    public List<JsonNode> projections() {
        requireRead();
        return decisions.catalog().names().stream().sorted().map(this::projection).toList();
    }

    public JsonNode projection(String name) {
        requireRead();
        return json(ProjectionJson.of(decisions.projection(name), decisions.catalog(), watch));
    }

    /** The versions of a projection with their progress, the first one first. */
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

    /** The decisions about a projection, the last one first. */
    public List<JsonNode> decisions(String name, int most) {
        requireRead();
        return decisions.taken(name).stream().limit(most).<JsonNode>map(DecisionJson::of).toList();
    }

    /** The number of the live version; empty if there is none yet. */
    public Optional<String> live(String name) {
        requireRead();
        return Optional.of(decisions.projection(name))
                .flatMap(ProjectionState::live)
                .map(version -> Integer.toString(version.id().number()));
    }

    /**
     * @param fields of the form, as the body of the same request to the API has them
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

    /** The name of what is declared now. */
    public String declare(HttpRequest<?> page, byte[] definition, boolean auto, JsonNode fields) {
        Person person = DecisionBodies.ofPage(page, fields, DecisionBodies::person);
        return declarations.declared(definition, auto, person);
    }

    /** Tries a definition on so many events, and declares nothing. */
    public JsonNode tried(byte[] definition, String reports) {
        return json(declarations.tried(definition, DryRun.count(reports)));
    }

    /**
     * A page of dead letters, the last one first.
     *
     * @param parameters of the same list in the API
     * @throws Refusal 404 if there was never such a projection
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

    /** A dead letter with its whole record. */
    public JsonNode letter(String id) {
        requireRead();
        return json(letters.whole(id));
    }

    /**
     * Has the record of a dead letter read again, by a replay if none has read it since.
     *
     * @throws Refusal if it would be refused again
     */
    public Retried retry(HttpRequest<?> page, String id, JsonNode fields) {
        var answer = letters.retry(id, DecisionBodies.ofPage(page, fields, ReplayForm::ofRetry));
        var version = CompleteJson.read(new String((byte[]) answer.getBody().orElseThrow(), UTF_8));
        return new Retried(version, answer.code() == HttpStatus.CREATED.getCode());
    }

    /** A deleted projection has letters, too. */
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
