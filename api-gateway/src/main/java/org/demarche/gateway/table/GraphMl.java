package org.demarche.gateway.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A graph for programs that draw and measure networks.
 *
 * @see <a href="http://graphml.graphdrawing.org/specification.html">GraphML</a>
 */
public final class GraphMl {

    public static final String MEDIA_TYPE = "application/graphml+xml";
    public static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=utf-8";

    private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    /**
     * @param name the name that programs show to people
     * @param issues the number of issues on which the actor took a side
     */
    public record Node(String id, String name, int issues) {}

    /**
     * @param values the values by name
     */
    public record Edge(String source, String target, Map<String, Integer> values) {}

    private GraphMl() {}

    /** Writes an undirected graph. Each edge has a value for each of these names. */
    public static byte[] of(List<Node> nodes, List<String> values, List<Edge> edges) {
        try {
            var bytes = new ByteArrayOutputStream(4096);
            var out = XML.createXMLStreamWriter(bytes, UTF_8.name());
            out.writeStartDocument(UTF_8.name(), "1.0");
            out.writeStartElement("graphml");
            out.writeDefaultNamespace(NAMESPACE);
            key(out, "node", "name", "string");
            key(out, "node", "activity", "int");
            for (var value : values) {
                key(out, "edge", value, "int");
            }
            out.writeStartElement("graph");
            out.writeAttribute("id", "network");
            out.writeAttribute("edgedefault", "undirected");
            for (var node : nodes) {
                out.writeStartElement("node");
                out.writeAttribute("id", node.id());
                data(out, "name", node.name());
                data(out, "activity", Integer.toString(node.issues()));
                out.writeEndElement();
            }
            for (var edge : edges) {
                out.writeStartElement("edge");
                out.writeAttribute("source", edge.source());
                out.writeAttribute("target", edge.target());
                for (var value : values) {
                    data(out, value, String.valueOf(edge.values().get(value)));
                }
                out.writeEndElement();
            }
            out.writeEndDocument();
            out.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void key(XMLStreamWriter out, String of, String name, String type)
            throws XMLStreamException {
        out.writeEmptyElement("key");
        out.writeAttribute("id", name);
        out.writeAttribute("for", of);
        out.writeAttribute("attr.name", name);
        out.writeAttribute("attr.type", type);
    }

    private static void data(XMLStreamWriter out, String key, String text)
            throws XMLStreamException {
        out.writeStartElement("data");
        out.writeAttribute("key", key);
        out.writeCharacters(XmlText.of(text));
        out.writeEndElement();
    }
}
