package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Link;

/**
 * A dead letter in a list.
 *
 * @param page the page of the letter
 * @param version the version that could not fold the record; empty if another program wrote the
 *     letter
 * @param place the place of the record in the log
 * @param event the id of the event; empty if the record has none
 * @param reason the reason, in a sentence
 */
public record LetterLine(
        Link page,
        String projection,
        String version,
        String instant,
        String recorded,
        String place,
        String event,
        String reason) {

    /**
     * @param letter the letter as the API returns it
     */
    static LetterLine of(JsonNode letter) {
        var id = letter.path("id").asText();
        var projection = letter.path("projection").asText("");
        var place = letter.path("place");
        return new LetterLine(
                new Link(id, LettersPage.FOLDER + id),
                projection,
                projection.isEmpty()
                        ? ""
                        : "%s/%s".formatted(projection, letter.path("version").asText()),
                letter.path("recorded").asText(),
                Instants.minute(letter.path("recorded").asText()),
                place.isObject()
                        ? "offset %s of partition %s of %s"
                                .formatted(
                                        place.path("offset").asText(),
                                        place.path("partition").asText(),
                                        place.path("topic").asText())
                        : "",
                letter.path("event").asText(""),
                letter.path("reason").asText());
    }
}
