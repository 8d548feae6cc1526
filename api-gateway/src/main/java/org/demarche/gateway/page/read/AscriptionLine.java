package org.demarche.gateway.page.read;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Link;
import org.demarche.gateway.page.StanceSign;
import org.demarche.model.edtf.DayWords;

/**
 * A stance that another actor, or an outlet, gives to an actor.
 *
 * @param contradicts whether the stance differs from the actor's own
 */
public record AscriptionLine(
        Link by, StanceSign stance, DayWords saidOn, Link statement, boolean contradicts) {

    static AscriptionLine of(JsonNode ascribed, EntryLinks entries) {
        var by = ascribed.path("by").asText();
        return new AscriptionLine(
                ascribed.path("narrated").asBoolean()
                        ? Link.plain(entries.outlet(by))
                        : entries.actor(by),
                StanceSign.of(ascribed.path("stance").textValue()),
                DayWords.of(ascribed.path("saidOn").textValue()),
                EntryLinks.statement(ascribed.path("statement").asText()),
                ascribed.path("contradicts").asBoolean());
    }
}
