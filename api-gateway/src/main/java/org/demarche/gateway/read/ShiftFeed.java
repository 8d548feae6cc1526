package org.demarche.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;
import org.demarche.log.registry.Registry;
import org.demarche.model.DayWords;
import org.demarche.model.Edtf;
import org.demarche.model.InWords;
import org.demarche.model.Stance;

/**
 * Shifts as a feed (RFC 4287). An entry is dated by the last day on which the shift may have
 * happened, and its id is made from the shift, so a replay or a new version repeats nothing.
 */
final class ShiftFeed {

    static final String FORMAT = "format";
    static final String MEDIA_TYPE = "application/atom+xml";
    static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=utf-8";

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final JsonMapper JSON = new JsonMapper();
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    /** Signs that no document in XML may have, not even escaped. */
    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final HttpRequest<?> request;
    private final String origin;
    private final RegisteredNames names;

    ShiftFeed(HttpRequest<?> request, Registry registry) {
        this.request = request;
        names = new RegisteredNames(registry);
        origin = ReadFilter.origin(request);
    }

    /** Feed readers ask by the address, because people cannot tell them to send a header. */
    static boolean isWanted(Query query) {
        return query.oneOf(FORMAT, "atom").isPresent()
                || Preference.isRather(query.request(), MEDIA_TYPE);
    }

    /**
     * @param shifts a page of the list
     */
    Document of(Document shifts) {
        try {
            var items = JSON.readTree(shifts.bytes()).path("items").valueStream().toList();
            var bytes = new ByteArrayOutputStream(4096);
            var out = XML.createXMLStreamWriter(bytes, UTF_8.name());
            write(out, items);
            out.close();
            return shifts.as(new byte[0], bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(XMLStreamWriter out, List<JsonNode> shifts) throws XMLStreamException {
        out.writeStartDocument(UTF_8.name(), "1.0");
        out.writeStartElement("feed");
        out.writeDefaultNamespace(ATOM);
        text(out, "id", id("feed " + asked()));
        text(out, "title", "Demarche: shifts" + named("actor") + named("issue"));
        link(out, "self", MEDIA_TYPE, origin + request.getUri());
        link(out, "alternate", "text/html", origin + '/');
        out.writeStartElement("author");
        text(out, "name", "Demarche");
        out.writeEndElement();
        var days = shifts.stream().map(ShiftFeed::day).max(LocalDate::compareTo);
        text(out, "updated", instant(days.orElse(LocalDate.EPOCH)));
        for (var shift : shifts) {
            entry(out, shift);
        }
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void entry(XMLStreamWriter out, JsonNode shift) throws XMLStreamException {
        var actor = shift.path("actor").asText();
        var issue = shift.path("issue").asText();
        var from = shift.path("from");
        var to = shift.path("to");
        out.writeStartElement("entry");
        text(
                out,
                "id",
                id(
                        String.join(
                                " ",
                                "shift",
                                from.path("statement").asText(""),
                                to.path("statement").asText())));
        text(
                out,
                "title",
                "%s on %s: %s %s"
                        .formatted(
                                names.actor(actor),
                                names.issue(issue),
                                InWords.shift(
                                        shift.path("kind").asText(),
                                        shift.path("certain").asBoolean(true)),
                                DayWords.of(shift.path("between").asText()).phrase()));
        text(out, "updated", instant(day(shift)));
        link(
                out,
                "alternate",
                "text/html",
                "%s/actors/%s/issues/%s".formatted(origin, actor, issue));
        out.writeEmptyElement("category");
        out.writeAttribute("term", shift.path("kind").asText());
        text(
                out,
                "summary",
                from.isObject()
                        ? "Before: %s. After: %s.".formatted(stance(from), stance(to))
                        : "First heard: %s.".formatted(stance(to)));
        out.writeEndElement();
    }

    /** The same question has the same feed, whatever the order of its parameters. */
    private String asked() {
        return request.getParameters().names().stream()
                .filter(name -> !List.of(FORMAT, Query.LIMIT, Query.CURSOR).contains(name))
                .sorted()
                .map(name -> name + '=' + String.join(",", Query.resolved(name, request)))
                .collect(Collectors.joining("&"));
    }

    private String named(String parameter) {
        return request.getParameters().contains(parameter)
                ? Query.resolved(parameter, request).stream()
                        .map(id -> parameter.equals("actor") ? names.actor(id) : names.issue(id))
                        .collect(Collectors.joining(", ", " · ", ""))
                : "";
    }

    private static String stance(JsonNode side) {
        var label = side.path("stance").asText();
        return Stance.of(label).map(InWords::of).orElse(label);
    }

    private static LocalDate day(JsonNode shift) {
        return Optional.ofNullable(Edtf.parse(shift.path("between").asText()).latest())
                .orElse(LocalDate.EPOCH);
    }

    private static String instant(LocalDate day) {
        return day + "T00:00:00Z";
    }

    private static String id(String of) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(of.getBytes(UTF_8));
    }

    private static void text(XMLStreamWriter out, String element, String text)
            throws XMLStreamException {
        out.writeStartElement(element);
        out.writeCharacters(NO_XML.matcher(text).replaceAll("\uFFFD"));
        out.writeEndElement();
    }

    private static void link(XMLStreamWriter out, String rel, String type, String href)
            throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", rel);
        out.writeAttribute("type", type);
        out.writeAttribute("href", href);
    }
}
