package org.demarche.ingest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.http.HttpHeaders;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.demarche.log.json.Fields;
import org.demarche.log.json.ProblemType;
import org.demarche.log.json.Violation;

/**
 * A problem for an HTTP answer (RFC 9457).
 *
 * @param slug the end of its type, which is the path of a page at the gateway
 * @param detail what is wrong here and what to do
 * @param violations each fault of the body, in the order of its fields
 */
public record Problem(
        int status, String slug, String title, String detail, List<Violation> violations) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** The encodings that bodies may have. */
    static final String ENCODINGS = "gzip";

    private static final String UNSUPPORTED = "Unsupported Media Type";
    private static final JsonFactory JSON = new JsonFactory();

    public Problem {
        violations = List.copyOf(violations);
    }

    /** A problem that says no more than its status. */
    public static Problem blank(int status, String title, String detail) {
        return new Problem(status, ProblemType.ofStatus(status), title, detail, List.of());
    }

    public static Problem malformed(String detail) {
        return new Problem(400, "malformed-json", "Malformed JSON", detail, List.of());
    }

    public static Problem unreadable(String detail) {
        return new Problem(400, "unreadable-body", "Unreadable body", detail, List.of());
    }

    public static Problem parameter(String detail) {
        return new Problem(400, "wrong-parameter", "Wrong parameter", detail, List.of());
    }

    /**
     * @param site as a browser names it
     */
    static Problem foreignSite(String site) {
        return new Problem(
                403,
                "foreign-site",
                "Foreign site",
                "The ingest service does not answer web pages, and a page of '%s' asks. Write through the gateway"
                        .formatted(site),
                List.of());
    }

    /** The access token does not allow it. */
    public static Problem roleMissing(String detail) {
        return new Problem(403, "role-missing", "Role missing", detail, List.of());
    }

    public static Problem invalid(List<Violation> violations) {
        var detail = count(violations) + ": nothing was written";
        return new Problem(422, "invalid-body", "Invalid body", detail, violations);
    }

    private static String count(List<Violation> violations) {
        if (violations.size() > Fields.MOST_VIOLATIONS) {
            return "More than %d faults".formatted(Fields.MOST_VIOLATIONS);
        }
        return violations.size() == 1 ? "One fault" : violations.size() + " faults";
    }

    public static Problem tooLarge(String what, int most) {
        var detail = "%s is longer than %,d bytes".formatted(what, most);
        return new Problem(413, "too-large", "Too large", detail, List.of());
    }

    public static Problem unsupported(String type, String... supported) {
        var detail =
                "The body must be %s, but is %s"
                        .formatted(
                                String.join(" or ", supported),
                                type.isEmpty() ? "sent without Content-Type" : type);
        return blank(415, UNSUPPORTED, detail);
    }

    /**
     * @param encoding that no body may have
     */
    static Problem unsupportedEncoding(String encoding) {
        return blank(
                415,
                UNSUPPORTED,
                "Content-Encoding is '%s': send the body with %s, or without an encoding"
                        .formatted(encoding, ENCODINGS));
    }

    boolean isAboutEncoding() {
        return status == 415 && detail.startsWith(HttpHeaders.CONTENT_ENCODING);
    }

    public static Problem tooSlow(String detail) {
        return new Problem(408, "too-slow", "Too slow", detail, List.of());
    }

    public static Problem taken(String detail, List<Violation> violations) {
        return new Problem(409, "taken", "Taken", detail, violations);
    }

    /** The report has an event that the author of a correction has not seen. */
    public static Problem changedSince(String detail, List<Violation> violations) {
        return new Problem(409, "changed-since", "Changed since", detail, violations);
    }

    public static Problem notFound(String detail) {
        return blank(404, "Not Found", detail);
    }

    public static Problem holderFixed(String detail, List<Violation> violations) {
        return new Problem(409, "holder-fixed", "Holder fixed", detail, violations);
    }

    public static Problem logNotEmpty(String detail) {
        return new Problem(409, "log-not-empty", "Log not empty", detail, List.of());
    }

    public static Problem outOfOrder(String detail) {
        return new Problem(409, "out-of-order", "Out of order", detail, List.of());
    }

    /** The entry is not the one that the request's headers expect. */
    public static Problem changed(String detail) {
        return new Problem(412, "changed", "Changed", detail, List.of());
    }

    public static Problem registryFull(String detail) {
        return new Problem(507, "registry-full", "Registry full", detail, List.of());
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Unavailable", detail, List.of());
    }

    public static Problem outcomeUnknown(String detail) {
        return new Problem(504, "outcome-unknown", "Outcome unknown", detail, List.of());
    }

    public static Problem failed(String detail) {
        return new Problem(500, "failed", "Failed", detail, List.of());
    }

    public Problem adding(String more) {
        return new Problem(status, slug, title, detail + "; " + more, violations);
    }

    /** The same problem with each fault as this makes it. */
    public Problem with(UnaryOperator<Violation> each) {
        return new Problem(status, slug, title, detail, violations.stream().map(each).toList());
    }

    byte[] json() {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // through a text: half of a surrogate pair in a field's name is no reason to fail
        return text.toString().getBytes(UTF_8);
    }

    public void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", ProblemType.path(slug));
        out.writeStringField("title", title);
        out.writeNumberField("status", status);
        out.writeStringField("detail", detail);
        if (!violations.isEmpty()) {
            out.writeArrayFieldStart("violations");
            for (var violation : violations) {
                write(out, violation);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Violation violation) throws IOException {
        out.writeStartObject();
        out.writeStringField("pointer", violation.pointer());
        out.writeStringField("message", violation.message());
        if (!violation.suggestions().isEmpty()) {
            out.writeArrayFieldStart("suggestions");
            for (var suggestion : violation.suggestions()) {
                out.writeString(suggestion);
            }
            out.writeEndArray();
        }
        for (var more : violation.more().entrySet()) {
            out.writeStringField(more.getKey(), more.getValue());
        }
        out.writeEndObject();
    }
}
