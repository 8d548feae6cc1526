package org.demarche.gateway.export;

import static java.util.Objects.requireNonNull;
import static org.demarche.gateway.export.JsonLine.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Registry;
import org.demarche.model.Report.Act;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.StatementEvidence;
import org.jspecify.annotations.Nullable;

/**
 * Writes a statement as a PLOVER event. A statement whose act has no type in PLOVER has no line;
 * most of these are plain comments.
 *
 * @see <a href="https://github.com/openeventdata/PLOVER">PLOVER's manual</a>, draft 0.8, chapter
 *     "Data Fields"
 */
final class StatementEvents implements StatementLines {

    private final Registry registry;
    private final RegisteredNames names;

    StatementEvents(Registry registry) {
        this.registry = registry;
        names = new RegisteredNames(registry);
    }

    @Override
    public byte[] of(StatementEvidence statement) {
        return coded(statement).map(report -> event(statement, report)).orElse(new byte[0]);
    }

    /**
     * Finds the report that gives the act: the lead report if it has one, or else the first report
     * that has one.
     */
    private static Optional<Attestation> coded(StatementEvidence statement) {
        return Stream.concat(Stream.of(StatementFacts.of(statement)), statement.reports().stream())
                .filter(
                        report -> {
                            var act = report.body().act();
                            return act != null && act.plover() != null;
                        })
                .findFirst();
    }

    private byte[] event(StatementEvidence statement, Attestation report) {
        var body = report.body();
        var act = requireNonNull(body.act());
        var event = JsonLine.object();
        event.put("id", statement.id().toString());
        days(event, statement);
        event.set("source", JsonLine.array().add(source(report)));
        var recipients = recipients(statement, body.addressees());
        if (!recipients.isEmpty()) {
            event.set("recipient", recipients);
        }
        event.set("event", JsonLine.array().add(act.plover()));
        if (act.mode() != null) {
            event.set("mode", JsonLine.array().add(act.mode()));
        }
        event.set("cite_info", cited(body.source()));
        put(event, "coder", body.coder() == null ? null : body.coder().name());
        put(event, "comment", body.summary());
        event.set("demarche", own(statement, act));
        return JsonLine.of(event);
    }

    /**
     * Writes the first possible day as the day of the event, because an event needs one day. If the
     * last possible day is another one, it becomes the end.
     */
    private static void days(ObjectNode event, StatementEvidence statement) {
        var days = statement.saidOn();
        var first = days.earliest() == null ? days.latest() : days.earliest();
        event.put("date", first.toString());
        if (!first.equals(days.latest())) {
            event.put("enddate", days.latest().toString());
        }
    }

    /** The acting side: the actor spoken for, and its speaker. */
    private ObjectNode source(Attestation report) {
        var speaker = report.body().speaker();
        var source = actor(StatementFacts.actor(report));
        if (speaker != null) {
            put(source, "actor_text", nameOf(speaker));
            put(source, "office", StatementFacts.office(report));
        }
        return source;
    }

    /**
     * Returns the addressees, or else, for an ascribed statement, the actor that the statement is
     * about.
     */
    private ArrayNode recipients(StatementEvidence statement, List<String> addressees) {
        var recipients = JsonLine.array();
        addressees.forEach(id -> recipients.add(actor(id)));
        if (addressees.isEmpty() && statement.voice().equals("ascribed")) {
            recipients.add(actor(statement.subject().actor()));
        }
        return recipients;
    }

    private ObjectNode actor(String id) {
        var known = registry.actor(id);
        var actor = JsonLine.object();
        put(actor, "code", known.map(Actor::code).orElse(null));
        put(actor, "sector", known.map(Actor::sector).orElse(null));
        put(actor, "identifier_id", known.map(Actor::wikidata).orElse(null));
        return actor.put("identifier_text", names.actor(id));
    }

    private @Nullable String nameOf(Speaker speaker) {
        return speaker.name() == null && speaker.actor() != null
                ? names.actor(speaker.actor())
                : speaker.name();
    }

    private ObjectNode cited(Source source) {
        var cited = JsonLine.object();
        put(cited, "url", source.url());
        put(cited, "language", language(source.language()));
        return cited.put("publication", names.outlet(source.outlet()));
    }

    /**
     * Returns the code of a language in ISO 639-1, as PLOVER wants it. Reports have BCP 47; a
     * language without a code of two letters gives null.
     */
    private static @Nullable String language(@Nullable String tag) {
        var code = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
        return code.length() == 2 ? code : null;
    }

    /** Returns the fields for which PLOVER has no place. */
    private static ObjectNode own(StatementEvidence statement, Act act) {
        var own = JsonLine.object();
        own.put("actor", statement.subject().actor());
        own.put("issue", statement.subject().issue());
        own.put("voice", statement.voice());
        put(own, "stance", statement.stance() == null ? null : statement.stance().label());
        own.put("saidOn", statement.saidOn().edtf());
        put(own, "cameo", act.cameo());
        own.put("contested", statement.contested());
        own.put("reports", statement.counts().reports());
        return own.put("origins", statement.counts().origins());
    }
}
