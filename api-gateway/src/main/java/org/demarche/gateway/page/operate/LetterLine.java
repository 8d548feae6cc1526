package org.demarche.gateway.page.operate;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.gateway.page.Instants;
import org.demarche.gateway.page.Link;

/**
 * A record that a version could not fold.
 *
 * @param page of the letter
 * @param version that refused it; empty if another program has written the letter
 * @param place in the log
 * @param event the id of its event; empty if the record names none
 * @param reason in a sentence
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
     * @param letter as the API returns it
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
