package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import java.util.List;
import org.demarche.gateway.page.Form;
import org.demarche.gateway.projection.ProjectionAnswers;
import org.demarche.gateway.read.Query;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;

/** Takes the decisions of forms, by the same methods as the API. */
final class DecisionForms {

    private static final String STATE = "state";
    private static final String THROTTLE = "throttle";
    private static final String FORCE = "force";

    private final ProjectionAnswers answers;

    DecisionForms(ProjectionAnswers answers) {
        this.answers = answers;
    }

    /**
     * @throws Refusal if the API refuses the decision, or if the form gives no reason
     */
    void take(HttpRequest<?> page, String name, Form form) {
        var fields = person(form);
        var version = form.text("version");
        switch (form.text("act")) {
            case OfferedDecision.REPLAY -> answers.replay(page, name, replay(form));
            case OfferedDecision.PAUSE ->
                    answers.change(page, name, version, fields.put(STATE, "paused"));
            case OfferedDecision.RESUME ->
                    answers.change(page, name, version, fields.put(STATE, "replaying"));
            case OfferedDecision.THROTTLE -> {
                fields.putNull(THROTTLE);
                answers.change(page, name, version, with(fields, form, THROTTLE));
            }
            case OfferedDecision.PROMOTE ->
                    answers.promote(page, name, version, forced(with(fields, form, "keep"), form));
            case OfferedDecision.ROLL_BACK -> {
                number(fields, "to", version);
                answers.rollBack(page, name, forced(fields, form));
            }
            case OfferedDecision.REMOVE -> answers.remove(page, name, version, fields);
            case OfferedDecision.DELETE -> answers.delete(page, name, fields);
            default ->
                    throw Query.refused(
                            "act",
                            "is '%s', and no form of this page asks for that"
                                    .formatted(form.text("act")));
        }
    }

    /** Reads the options of a replay, the person who starts it, and the reason. */
    static ObjectNode replay(Form form) {
        return with(person(form), form, "promote", THROTTLE, "within");
    }

    /** Reads the person who decides, and the reason. */
    static ObjectNode person(Form form) {
        var fields = JsonNodeFactory.instance.objectNode();
        form.one("by").ifPresent(by -> fields.put("by", by));
        fields.put(
                "why",
                form.one("why")
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.ofStatus(
                                                        422,
                                                        "No reason",
                                                        "Say why: the reason is kept with the decision"))));
        return fields;
    }

    private static ObjectNode with(ObjectNode fields, Form form, String... names) {
        for (var name : List.of(names)) {
            form.one(name).ifPresent(value -> number(fields, name, value));
        }
        return fields;
    }

    /**
     * Adds a value, as a number if it is one. The API gets any other value as it is, and names its
     * fault.
     */
    private static void number(ObjectNode fields, String name, String value) {
        if (value.matches("[0-9]{1,9}")) {
            fields.put(name, Integer.parseInt(value));
        } else {
            fields.put(name, value);
        }
    }

    private static ObjectNode forced(ObjectNode fields, Form form) {
        return form.one(FORCE).isPresent() ? fields.put(FORCE, true) : fields;
    }
}
