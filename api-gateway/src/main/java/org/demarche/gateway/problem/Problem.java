package org.demarche.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.demarche.log.json.ProblemType;
import org.demarche.log.json.Violation;
import org.demarche.log.registry.Shared;

/**
 * A problem for an HTTP answer (RFC 9457).
 *
 * @param slug the end of its type, which is the path of a page
 * @param detail what is wrong here and what to do
 * @param more further members, in their order
 */
public record Problem(int status, String slug, String title, String detail, Map<String, ?> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** The problems of callers with a wrong access token, or with none. */
    public static final Set<String> OF_CALLERS =
            Set.of("not-signed-in", "wrong-token", "role-missing");

    private static final String ROLE = "role";
    private static final String CHALLENGE = "Bearer realm=\"demarche\"";

    /** The encodings that bodies may have. */
    public static final String ENCODINGS = "gzip";

    private static final String UNREADABLE = "unreadable-body";

    /** The statuses after which nothing more is read from the connection. */
    private static final Set<Integer> ENDING = Set.of(408, 413, 505);

    private static final String UNSUPPORTED = "Unsupported Media Type";
    private static final JsonMapper JSON = new JsonMapper();

    /** One fault of a query or a header. */
    public record ParameterFault(String parameter, String message) {}

    public Problem {
        more = new LinkedHashMap<>(more);
    }

    /** A problem that says no more than its status. */
    public static Problem blank(int status, String title, String detail) {
        return new Problem(status, ProblemType.ofStatus(status), title, detail, Map.of());
    }

    public static Problem parameters(List<ParameterFault> faults) {
        var detail =
                faults.size() == 1
                        ? faults.getFirst().parameter() + ' ' + faults.getFirst().message()
                        : faults.size() + " faults";
        return new Problem(
                400, "wrong-parameter", "Wrong parameter", detail, Map.of("violations", faults));
    }

    public static Problem parameter(String name, String message) {
        return parameters(List.of(new ParameterFault(name, message)));
    }

    /**
     * @param host under which the gateway does not answer
     */
    public static Problem wrongHost(String host) {
        return new Problem(
                421,
                "wrong-host",
                "Wrong host",
                "The gateway does not answer as '%s'. Ask for it as localhost, or name the host in demarche.hosts"
                        .formatted(host),
                Map.of());
    }

    /**
     * @param site as a browser names it
     * @param act that its pages may not do
     */
    public static Problem foreignSite(String site, String act) {
        return new Problem(
                403,
                "foreign-site",
                "Foreign site",
                "A page of '%s' may not %s. A setting, demarche.cors, names the sites whose pages may read"
                        .formatted(site, act),
                Map.of());
    }

    /** A form that no page of the gateway has sent. */
    public static Problem foreignForm() {
        return new Problem(
                403,
                "foreign-site",
                "Foreign site",
                "This address takes the form of its page, from a browser that names the page's site in Origin. Programs write under /v1",
                Map.of());
    }

    /**
     * @param role that the request needs
     */
    public static Problem notSignedIn(String role) {
        return new Problem(
                401,
                "not-signed-in",
                "Not signed in",
                "This request needs an access token with the role %s: send it in the header Authorization, as Bearer and the access token"
                        .formatted(role),
                Map.of(ROLE, role));
    }

    /** An access token that does not hold. */
    public static Problem wrongToken(String detail) {
        return new Problem(401, "wrong-token", "Wrong access token", detail, Map.of());
    }

    /**
     * @param name of the access token
     * @param role that the request needs
     */
    public static Problem roleMissing(String name, String role) {
        return new Problem(
                403,
                "role-missing",
                "Role missing",
                "The access token of '%s' lacks the role %s that this request needs: ask an admin for an access token with it"
                        .formatted(name, role),
                Map.of(ROLE, role));
    }

    /**
     * @param suggestions names that are known and may have been meant
     */
    public static Problem unknownName(String detail, List<String> suggestions) {
        return new Problem(
                404, "unknown-name", "Unknown name", detail, Map.of("suggestions", suggestions));
    }

    /** A name that several entries have. */
    public static Problem ambiguousName(Shared shared) {
        return new Problem(
                409,
                "ambiguous-name",
                "Ambiguous name",
                shared.refusal(),
                Map.of("owners", shared.owners()));
    }

    /**
     * @param known the rules that there are
     * @param today the same question by the rule that is served
     */
    public static Problem ruleGone(String rule, List<String> known, String served, String today) {
        return new Problem(
                410,
                "rule-gone",
                "Rule gone",
                "This release does not have the rule '%s', only %s. The link in 'today' asks the same by '%s', the rule of the live version"
                        .formatted(rule, String.join(", ", known), served),
                Map.of("today", today));
    }

    /**
     * @param by who deleted it, as they call themselves
     */
    public static Problem deleted(String projection, Instant at, String by) {
        return new Problem(
                410,
                "deleted",
                "Deleted",
                "The projection %s was deleted on %s by %s. Its decisions are kept, and its name can be declared again"
                        .formatted(projection, at.truncatedTo(ChronoUnit.SECONDS), by),
                Map.of());
    }

    public static Problem notFound(String detail) {
        return blank(404, "Not Found", detail);
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "Too large", detail, Map.of());
    }

    public static Problem tooSlow(String detail) {
        return new Problem(408, "too-slow", "Too slow", detail, Map.of());
    }

    public static Problem unreadable(String detail) {
        return new Problem(400, UNREADABLE, "Unreadable body", detail, Map.of());
    }

    public static Problem malformed(String detail) {
        return new Problem(400, "malformed-json", "Malformed JSON", detail, Map.of());
    }

    /** The faults of a well-formed body. */
    public static Problem invalid(List<Violation> violations) {
        var count = violations.size() == 1 ? "One fault" : violations.size() + " faults";
        return new Problem(
                422,
                "invalid-body",
                "Invalid body",
                count + ": nothing was written",
                Map.of("violations", violations.stream().map(Problem::members).toList()));
    }

    public static Problem unsupported(String type) {
        return blank(
                415,
                UNSUPPORTED,
                "The body must be application/json, but is "
                        + (type.isEmpty() ? "sent without Content-Type" : type));
    }

    /**
     * @param encoding that no body may have
     */
    public static Problem unsupportedEncoding(String encoding) {
        return blank(
                415,
                UNSUPPORTED,
                "Content-Encoding is '%s': send the body with %s, or without an encoding"
                        .formatted(encoding, ENCODINGS));
    }

    /**
     * The request conflicts with the present state.
     *
     * @param more what it is, by name
     */
    public static Problem conflict(String slug, String title, String detail, Map<String, ?> more) {
        return new Problem(409, slug, title, detail, more);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Unavailable", detail, Map.of());
    }

    /**
     * @param progress by place of the token: how far it is folded, and how far it should be
     */
    public static Problem notYet(String detail, Map<String, ?> progress) {
        return new Problem(503, "not-yet", "Not yet", detail, Map.of("progress", progress));
    }

    public static Problem outcomeUnknown(String detail) {
        return new Problem(504, "outcome-unknown", "Outcome unknown", detail, Map.of());
    }

    /**
     * Whether the connection closes, because the gateway does not wait for the rest of the body.
     */
    public boolean endsBody() {
        return ENDING.contains(status) || slug.equals(UNREADABLE);
    }

    public boolean isAboutEncoding() {
        return status == 415 && detail.startsWith(HttpHeaders.CONTENT_ENCODING);
    }

    /** What the header WWW-Authenticate says about an access token; empty for other problems. */
    public Optional<String> challenge() {
        return switch (slug) {
            case "not-signed-in" -> Optional.of(CHALLENGE);
            case "wrong-token" -> Optional.of(CHALLENGE + ", error=\"invalid_token\"");
            case "role-missing" ->
                    Optional.of(
                            CHALLENGE
                                    + ", error=\"insufficient_scope\", scope=\"%s\""
                                            .formatted(more.get(ROLE)));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> members(Violation violation) {
        var members = new LinkedHashMap<String, Object>();
        members.put("pointer", violation.pointer());
        members.put("message", violation.message());
        if (!violation.suggestions().isEmpty()) {
            members.put("suggestions", violation.suggestions());
        }
        return members;
    }

    public byte[] json() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", ProblemType.path(slug));
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.putAll(more);
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }
}
