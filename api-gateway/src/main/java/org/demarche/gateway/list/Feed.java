package org.demarche.gateway.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.demarche.gateway.evidence.Evidence;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.RegisteredNames;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.table.XmlText;
import org.demarche.gateway.view.Document;

/**
 * Writes a list as a feed (RFC 4287). The id of an entry is made from the name of the log and from
 * the entry itself. So a replay or a new version repeats no entry, and two installations share no
 * id. The date of an entry is the instant at which the log had it.
 */
public final class Feed {

    public static final String MEDIA_TYPE = "application/atom+xml";
    public static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=utf-8";

    private static final String ATOM_FORMAT = "atom";
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final JsonMapper JSON = new JsonMapper();
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private final HttpRequest<?> request;
    private final String kind;
    private final Evidence evidence;
    private final Function<JsonNode, FeedEntry> entry;
    private final String origin;
    private final RegisteredNames names;

    /**
     * @param kind the kind of the entries, in a word
     * @param entry makes the entry of one item
     */
    public Feed(
            ReadContext read, String kind, Evidence evidence, Function<JsonNode, FeedEntry> entry) {
        request = read.request();
        this.kind = kind;
        this.evidence = evidence;
        this.entry = entry;
        names = new RegisteredNames(read.registry());
        origin = read.origin();
    }

    /**
     * Whether the client wants a feed. A parameter can ask for it, because people cannot tell feed
     * readers to send a header.
     */
    public static boolean isWanted(Query query) {
        var _ = query.oneOf(Query.FORMAT, "json", Preference.CSV, ATOM_FORMAT);
        return Preference.is(query.request(), ATOM_FORMAT, MEDIA_TYPE);
    }

    /**
     * @param list a page of the list
     */
    Document of(Document list) {
        try {
            var items = JSON.readTree(list.bytes()).path("items").valueStream();
            var bytes = new ByteArrayOutputStream(4096);
            var out = XML.createXMLStreamWriter(bytes, UTF_8.name());
            write(out, items.map(entry).toList());
            out.close();
            return list.as(new byte[0], bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(XMLStreamWriter out, List<FeedEntry> entries) throws XMLStreamException {
        out.writeStartDocument(UTF_8.name(), "1.0");
        out.writeStartElement("feed");
        out.writeDefaultNamespace(ATOM);
        text(out, "id", id("feed " + kind + ' ' + asked()));
        text(out, "title", "Demarche: " + kind + named("actor") + named("issue"));
        link(out, "self", MEDIA_TYPE, origin + request.getUri());
        link(out, "alternate", "text/html", origin + '/');
        out.writeStartElement("author");
        text(out, "name", "Demarche");
        out.writeEndElement();
        var last = entries.stream().map(FeedEntry::learned).max(Instant::compareTo);
        text(out, "updated", last.orElse(Instant.EPOCH).toString());
        for (var entry : entries) {
            write(out, entry);
        }
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void write(XMLStreamWriter out, FeedEntry entry) throws XMLStreamException {
        out.writeStartElement("entry");
        text(out, "id", id(entry.identity()));
        text(out, "title", entry.title());
        text(out, "updated", entry.learned().toString());
        link(out, "alternate", "text/html", origin + entry.path());
        out.writeEmptyElement("category");
        out.writeAttribute("term", entry.category());
        text(out, "summary", entry.summary());
        out.writeEndElement();
    }

    /**
     * Returns the question in one form, so that its feed is the same for every order of the
     * parameters.
     */
    private String asked() {
        return request.getParameters().names().stream()
                .filter(name -> !List.of(Query.FORMAT, Query.LIMIT, Query.CURSOR).contains(name))
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

    private String id(String identity) {
        var name = evidence.log() + ' ' + identity;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }

    private static void text(XMLStreamWriter out, String element, String text)
            throws XMLStreamException {
        out.writeStartElement(element);
        out.writeCharacters(XmlText.of(text));
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
