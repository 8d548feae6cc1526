package org.demarche.log.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.demarche.log.event.JsonReader;
import org.demarche.log.event.ReportCodec;
import org.demarche.log.event.UnreadableEvent;
import org.demarche.model.ReportEvent;
import org.demarche.model.ReportEvent.Corrected;
import org.demarche.model.ReportEvent.Filed;
import org.demarche.model.ReportEvent.Retracted;
import org.demarche.model.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * An event in a view or an export: {@code {"report": id, "type": wire name, "recorded": instant,
 * "digest": the digest of its body, "recordedBy": the name of an access token, "body": the value of
 * the log's record, byte for byte}}. A dossier can be restored from these documents alone. In a
 * view {@code recordedBy} is absent. It is also absent if the event was written without an access
 * token.
 */
public final class EventDocument {

    private EventDocument() {}

    /**
     * @param body the value of the log's record, which has been read without fault
     */
    public static byte[] of(ReportEvent event, byte[] body) {
        return of(event, body, null);
    }

    /**
     * @param body the value of the log's record, which has been read without fault
     * @param recordedBy the name of the access token that wrote the event; null if there was none
     */
    public static byte[] of(ReportEvent event, byte[] body, @Nullable String recordedBy) {
        var digest =
                switch (event) {
                    case Filed filed -> ",\"digest\":\"" + filed.digest() + '"';
                    case Corrected corrected -> ",\"digest\":\"" + corrected.digest() + '"';
                    case Retracted _ -> "";
                };
        var author =
                recordedBy == null
                        ? ""
                        : ",\"recordedBy\":\""
                                + new String(
                                        JsonStringEncoder.getInstance().quoteAsString(recordedBy))
                                + '"';
        // no other value needs escaping
        var head =
                ("{\"report\":\""
                                + event.report()
                                + "\",\"type\":\""
                                + event.wireName()
                                + "\",\"recorded\":\""
                                + event.recorded()
                                + '"'
                                + digest
                                + author
                                + ",\"body\":")
                        .getBytes(UTF_8);
        var document = Arrays.copyOf(head, head.length + body.length + 1);
        System.arraycopy(body, 0, document, head.length, body.length);
        document[document.length - 1] = '}';
        return document;
    }

    /**
     * @throws UnreadableEvent if the bytes are not such a document; the view must then not be used
     */
    public static ReportEvent decode(byte[] document) throws UnreadableEvent {
        return JsonReader.read(document, in -> read(in).event);
    }

    /**
     * @param body the value of the log's record, byte for byte
     * @param recordedBy the name of the access token that wrote the event; null if the document has
     *     none
     */
    public record Parts(ReportEvent event, byte[] body, @Nullable String recordedBy) {}

    /** Takes a document apart into the arguments of {@link #of}. */
    public static Parts parts(byte[] document) throws UnreadableEvent {
        return JsonReader.read(
                document,
                in -> {
                    var read = read(in);
                    return new Parts(
                            read.event,
                            Arrays.copyOfRange(document, read.start, read.end),
                            read.recordedBy);
                });
    }

    /**
     * @param start the index of the body's first byte in the document
     * @param end the index after the body's last byte
     */
    private record Read(ReportEvent event, int start, int end, @Nullable String recordedBy) {}

    private static Read read(JsonReader in) throws IOException, UnreadableEvent {
        ReportId report = null;
        String type = null;
        Instant recorded = null;
        String digest = null;
        String recordedBy = null;
        Read read = null;
        in.object();
        for (var name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "report" -> report = in.parsed(ReportId::parse);
                case "type" -> type = in.text();
                case "recorded" -> recorded = in.parsed(Instant::parse);
                case "digest" -> digest = in.text();
                case "recordedBy" -> recordedBy = in.text();
                case "body" -> {
                    var start = in.start();
                    var event =
                            ReportCodec.read(
                                    in,
                                    in.required(report, "report"),
                                    in.required(type, "type"),
                                    digest,
                                    in.required(recorded, "recorded"));
                    read = new Read(event, start, in.end(), recordedBy);
                }
                default -> in.skip();
            }
        }
        return in.required(read, "body");
    }
}
