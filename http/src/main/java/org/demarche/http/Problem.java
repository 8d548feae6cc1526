package org.demarche.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.demarche.log.json.Fields;
import org.demarche.log.json.Violation;

/**
 * A problem for an HTTP answer (RFC 9457).
 *
 * @param status the status of the kind, unless the HTTP server has chosen another
 * @param title the title of the kind, unless the HTTP server has chosen another status
 * @param detail what is wrong here and what to do
 * @param violations each fault of the body, in the order of its fields; faults of parameters are in
 *     {@code more}
 * @param more further members, in their order
 */
public record Problem(
        ProblemKind kind,
        int status,
        String title,
        String detail,
        List<Violation> violations,
        Map<String, ?> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String ROLE = "role";

    /** The encodings that bodies may have. */
    static final String ENCODINGS = "gzip";

    private static final String CHALLENGE = "Bearer realm=\"demarche\"";

    /** Does not flush, because the code that writes a stream of lines decides when to flush. */
    private static final ObjectWriter JSON =
            new JsonMapper().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    /** One fault of a query or a header. */
    public record ParameterFault(String parameter, String message) {}

    public Problem {
        violations = List.copyOf(violations);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static Problem of(ProblemKind kind, String detail) {
        return of(kind, detail, Map.of());
    }

    public static Problem of(ProblemKind kind, String detail, Map<String, ?> more) {
        return new Problem(kind, kind.status(), kind.title(), detail, List.of(), more);
    }

    public static Problem of(ProblemKind kind, String detail, List<Violation> violations) {
        return new Problem(kind, kind.status(), kind.title(), detail, violations, Map.of());
    }

    /** Makes a problem whose kind tells no more than its status. */
    public static Problem ofStatus(int status, String title, String detail) {
        return new Problem(
                ProblemKind.ofStatus(status), status, title, detail, List.of(), Map.of());
    }

    public static Problem malformed(String detail) {
        return of(ProblemKind.MALFORMED_JSON, detail);
    }

    public static Problem unreadable(String detail) {
        return of(ProblemKind.UNREADABLE_BODY, detail);
    }

    public static Problem parameters(List<ParameterFault> faults) {
        var detail =
                faults.size() == 1
                        ? faults.getFirst().parameter() + ' ' + faults.getFirst().message()
                        : faults.size() + " faults";
        return of(ProblemKind.WRONG_PARAMETER, detail, Map.of("violations", faults));
    }

    public static Problem parameter(String name, String message) {
        return parameters(List.of(new ParameterFault(name, message)));
    }

    /** Makes the problem of a well-formed body that has faults. */
    public static Problem invalid(List<Violation> violations) {
        var detail = count(violations) + ": nothing was written";
        return of(ProblemKind.INVALID_BODY, detail, violations);
    }

    private static String count(List<Violation> violations) {
        if (violations.size() > Fields.MOST_VIOLATIONS) {
            return "More than %d faults".formatted(Fields.MOST_VIOLATIONS);
        }
        return violations.size() == 1 ? "One fault" : violations.size() + " faults";
    }

    public static Problem tooLarge(String what, int most) {
        return of(ProblemKind.TOO_LARGE, "%s is longer than %,d bytes".formatted(what, most));
    }

    public static Problem tooSlow(String detail) {
        return of(ProblemKind.TOO_SLOW, detail);
    }

    public static Problem unsupported(String type, String... supported) {
        var detail =
                "The body must be %s, but is %s"
                        .formatted(
                                String.join(" or ", supported),
                                type.isEmpty() ? "sent without Content-Type" : type);
        return of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, detail);
    }

    /**
     * @param encoding the encoding of the body, which is not supported
     */
    public static Problem unsupportedEncoding(String encoding) {
        return of(
                ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                "Content-Encoding is '%s': send the body with %s, or without an encoding"
                        .formatted(encoding, ENCODINGS));
    }

    boolean isAboutEncoding() {
        return kind == ProblemKind.UNSUPPORTED_MEDIA_TYPE
                && detail.startsWith(HttpHeaders.CONTENT_ENCODING);
    }

    /**
     * @param suggestions known names that the client may have meant
     */
    public static Problem unknownName(String detail, List<String> suggestions) {
        return of(ProblemKind.UNKNOWN_NAME, detail, Map.of("suggestions", suggestions));
    }

    /**
     * @param role the role that the request needs
     */
    public static Problem notSignedIn(String detail, String role) {
        return of(ProblemKind.NOT_SIGNED_IN, detail, Map.of(ROLE, role));
    }

    /**
     * @param role the role that the request needs
     */
    public static Problem roleMissing(String detail, String role) {
        return of(ProblemKind.ROLE_MISSING, detail, Map.of(ROLE, role));
    }

    public static Problem notFound(String detail) {
        return of(ProblemKind.NOT_FOUND, detail);
    }

    public static Problem unavailable(String detail) {
        return of(ProblemKind.UNAVAILABLE, detail);
    }

    public static Problem outcomeUnknown(String detail) {
        return of(ProblemKind.OUTCOME_UNKNOWN, detail);
    }

    public static Problem failed(String detail) {
        return of(ProblemKind.FAILED, detail);
    }

    public Problem adding(String sentence) {
        return new Problem(kind, status, title, detail + "; " + sentence, violations, more);
    }

    /** Returns the problem with each fault replaced by the result of the function. */
    public Problem with(UnaryOperator<Violation> each) {
        return new Problem(
                kind, status, title, detail, violations.stream().map(each).toList(), more);
    }

    /**
     * The value of the header WWW-Authenticate; empty for problems that are not about an access
     * token.
     */
    Optional<String> challenge() {
        return switch (kind) {
            case NOT_SIGNED_IN -> Optional.of(CHALLENGE);
            case WRONG_TOKEN -> Optional.of(CHALLENGE + ", error=\"invalid_token\"");
            case ROLE_MISSING ->
                    Optional.of(
                            CHALLENGE
                                    + ", error=\"insufficient_scope\", scope=\"%s\""
                                            .formatted(more.get(ROLE)));
            default -> Optional.empty();
        };
    }

    public byte[] json() {
        try {
            // written as text first: to write bytes fails at half of a surrogate pair in a field's
            // name
            return JSON.writeValueAsString(members()).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }

    /**
     * @param out a generator that writes text, not bytes, for the same reason as in {@link #json}
     */
    public void write(JsonGenerator out) throws IOException {
        JSON.writeValue(out, members());
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", kind.type());
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        if (!violations.isEmpty()) {
            members.put("violations", violations.stream().map(Problem::members).toList());
        }
        members.putAll(more);
        return members;
    }

    private static Map<String, Object> members(Violation violation) {
        var members = new LinkedHashMap<String, Object>();
        members.put("pointer", violation.pointer());
        members.put("message", violation.message());
        if (!violation.suggestions().isEmpty()) {
            members.put("suggestions", violation.suggestions());
        }
        members.putAll(violation.more());
        return members;
    }
}
