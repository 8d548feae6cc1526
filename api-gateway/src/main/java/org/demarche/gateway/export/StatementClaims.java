package org.demarche.gateway.export;

import static org.demarche.gateway.export.JsonLine.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.log.registry.Actor;
import org.demarche.log.registry.Registry;
import org.demarche.model.Report.Coder;
import org.demarche.model.Report.Source;
import org.demarche.model.Report.Speaker;
import org.demarche.model.explain.Attestation;
import org.demarche.model.explain.StatementEvidence;
import org.jspecify.annotations.Nullable;

/**
 * Writes a statement as a claim in JSON-LD. Each line is complete, with its own context.
 *
 * @see <a href="https://schema.org/Claim">schema.org/Claim</a>
 */
final class StatementClaims implements StatementLines {

    private static final String URN = "urn:demarche:";
    private static final String TYPE = "@type";
    private static final String ID = "@id";
    private static final String NAME = "name";
    private static final String ORGANIZATION = "Organization";

    private final Registry registry;
    private final RegisteredNames names;
    private final ClaimText text;

    StatementClaims(Registry registry) {
        this.registry = registry;
        names = new RegisteredNames(registry);
        text = new ClaimText(names);
    }

    @Override
    public byte[] of(StatementEvidence statement) {
        var id = statement.id();
        var claim = JsonLine.object();
        claim.put("@context", "https://schema.org");
        claim.put(TYPE, "Claim");
        claim.put(ID, URN + "statement:" + id);
        claim.put("url", "/v1/statements/" + id);
        claim.put("text", text.of(statement));
        said(claim, statement);
        claim.set("author", author(statement));
        var subject = statement.subject();
        claim.set(
                "about", JsonLine.array().add(issue(subject.issue())).add(actor(subject.actor())));
        claim.set("keywords", keywords(statement));
        var appearances = JsonLine.array();
        statement.reports().forEach(report -> appearances.add(appearance(report)));
        claim.set("firstAppearance", appearances.get(0));
        claim.set("appearance", appearances);
        var interpreters = interpreters(statement);
        if (!interpreters.isEmpty()) {
            claim.set("claimInterpreter", interpreters);
        }
        return JsonLine.of(claim);
    }

    /**
     * Writes certain days as a date, and other days as EDTF into a member that can hold any text.
     */
    private static void said(ObjectNode claim, StatementEvidence statement) {
        var days = statement.saidOn();
        claim.put(days.certain() ? "dateCreated" : "temporal", days.edtf());
    }

    /**
     * Returns the outlet of a narrated statement; for others, the speaker, or else the actor spoken
     * for.
     */
    private ObjectNode author(StatementEvidence statement) {
        var lead = StatementFacts.of(statement);
        if (StatementFacts.isNarrated(statement)) {
            return outlet(lead.body().source().outlet());
        }
        var speaker = lead.body().speaker();
        return speaker == null ? actor(StatementFacts.actor(lead)) : speaker(speaker, lead);
    }

    private ObjectNode speaker(Speaker speaker, Attestation report) {
        var node = speaker.actor() == null ? JsonLine.object() : actor(speaker.actor());
        if (speaker.actor() == null) {
            put(node, NAME, speaker.name());
        }
        put(node, "jobTitle", StatementFacts.office(report));
        if (!StatementFacts.actor(report).equals(speaker.actor())) {
            node.set("affiliation", actor(StatementFacts.actor(report)));
        }
        return node;
    }

    private ObjectNode actor(String id) {
        var known = registry.actor(id);
        var person = known.filter(actor -> actor.kind() == Actor.Kind.PERSON).isPresent();
        var node = thing(person ? "Person" : ORGANIZATION, "actor", id, names.actor(id));
        known.map(Actor::wikidata)
                .ifPresent(item -> node.put("sameAs", "https://www.wikidata.org/wiki/" + item));
        return node;
    }

    private ObjectNode outlet(String id) {
        return thing(ORGANIZATION, "outlet", id, names.outlet(id));
    }

    private ObjectNode issue(String id) {
        return thing("Thing", "issue", id, names.issue(id))
                .put("description", names.proposition(id));
    }

    private ObjectNode appearance(Attestation report) {
        var source = report.body().source();
        var work = JsonLine.object();
        work.put(TYPE, "CreativeWork");
        work.put(ID, URN + "report:" + report.report());
        put(work, "url", source.url());
        work.set("publisher", outlet(source.outlet()));
        put(work, "datePublished", published(source));
        put(work, "inLanguage", source.language());
        return work;
    }

    /**
     * Returns the instant of publication, or else the month, or else the day. Each is a date in ISO
     * 8601.
     */
    private static @Nullable String published(Source source) {
        if (source.publishedAt() != null) {
            return source.publishedAt().toString();
        }
        return source.published() != null
                ? source.published().text()
                : Objects.toString(source.publishedOn(), null);
    }

    private static ArrayNode keywords(StatementEvidence statement) {
        var keywords = JsonLine.array().add(statement.voice()).add(taken(statement));
        if (statement.contested()) {
            keywords.add("contested");
        }
        if (statement.open()) {
            keywords.add("open");
        }
        if (!statement.denied().isEmpty()) {
            keywords.add("denied");
        }
        return keywords;
    }

    private static String taken(StatementEvidence statement) {
        var stance = statement.stance();
        if (stance != null) {
            return stance.label();
        }
        return StatementFacts.isDenial(statement) ? "denial" : "no-comment";
    }

    /**
     * Lists the coders without a type, because a coder may be a person or a model, and its name
     * does not show which.
     */
    private static ArrayNode interpreters(StatementEvidence statement) {
        var coders = JsonLine.array();
        statement.reports().stream()
                .map(report -> report.body().coder())
                .filter(Objects::nonNull)
                .map(Coder::name)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(name -> coders.add(JsonLine.object().put(NAME, name)));
        return coders;
    }

    private static ObjectNode thing(String type, String kind, String id, String name) {
        return JsonLine.object().put(TYPE, type).put(ID, URN + kind + ':' + id).put(NAME, name);
    }
}
