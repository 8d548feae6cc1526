package org.demarche.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.demarche.gateway.access.Caller;
import org.demarche.gateway.projection.Decisions.Person;
import org.demarche.gateway.read.Query;
import org.demarche.gateway.write.WholeBody;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.log.json.Fields;
import org.demarche.log.json.InvalidBody;
import org.demarche.log.json.MalformedJson;
import org.demarche.log.json.TextFault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the body of a decision. The body is JSON, and an empty body counts as {@code {}}. Even an
 * empty body must have the content type of JSON, because a browser sends this type for a page of
 * another site only if the gateway permits it first.
 */
public final class DecisionBodies {

    static final String BY = "by";
    static final String WHY = "why";
    static final Set<String> PERSON = Set.of(BY, WHY);

    private static final int LONGEST_BODY = 16 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 500;
    private static final byte[] NOTHING = {'{', '}'};

    /** The name of the access token of the request that is being read; unbound if there is none. */
    private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

    private DecisionBodies() {}

    /**
     * Reads a form from the body of a request. Fails with a {@link Refusal} that names every fault.
     */
    public static <T> Mono<T> read(HttpRequest<?> request, Function<Fields, T> form) {
        var _ = Query.of(request, Set.of());
        return WholeBody.of((ServerHttpRequest<?>) request, LONGEST_BODY)
                .map(body -> readBy(request, () -> read(request, body, form)));
    }

    private static <T> T readBy(HttpRequest<?> request, Supplier<T> reading) {
        return Caller.of(request)
                .map(caller -> ScopedValue.where(CALLER, caller.name()).call(reading::get))
                .orElseGet(reading);
    }

    static Person person(Fields fields) {
        return person(text(fields, BY, LONGEST_NAME), text(fields, WHY, LONGEST_REASON));
    }

    private static @Nullable String text(Fields fields, String name, int longest) {
        var text = fields.text(name, longest);
        var fault = text == null ? null : TextFault.inNew(text, longest);
        if (fault != null) {
            fields.note('/' + name, fault);
        }
        return text;
    }

    /**
     * Reads the person from the query, for a request without a body or with a body about something
     * else.
     */
    public static Person person(Query query) {
        return readBy(
                query.request(),
                () -> person(text(query, BY, LONGEST_NAME), text(query, WHY, LONGEST_REASON)));
    }

    private static @Nullable String text(Query query, String name, int longest) {
        var text = query.one(name).orElse(null);
        var fault = text == null ? null : TextFault.inNew(text, longest);
        if (fault != null) {
            throw Query.refused(name, fault);
        }
        return text;
    }

    /**
     * Returns the signed-in caller or, if nobody is signed in, the person that {@code by} names.
     */
    private static Person person(@Nullable String by, @Nullable String why) {
        var given = Optional.ofNullable(by).orElse("anonymous");
        return new Person(CALLER.orElse(given), why);
    }

    /**
     * Reads a form from the fields of a page's form, given as JSON. The person who decides is the
     * one who sent the page's form.
     *
     * @throws Refusal if the form has faults; it names every fault
     */
    static <T> T ofPage(HttpRequest<?> page, JsonNode fields, Function<Fields, T> form) {
        return readBy(page, () -> read(fields.toString().getBytes(UTF_8), form));
    }

    private static <T> T read(HttpRequest<?> request, byte[] body, Function<Fields, T> form) {
        requireJson(request);
        return read(body, form);
    }

    private static <T> T read(byte[] body, Function<Fields, T> form) {
        try {
            var fields = Fields.of(body.length == 0 ? NOTHING : body);
            var read = form.apply(fields);
            fields.refuseOthers();
            fields.verify();
            return read;
        } catch (MalformedJson e) {
            throw new Refusal(Problem.malformed(String.valueOf(e.getMessage())));
        } catch (InvalidBody e) {
            throw new Refusal(Problem.invalid(e.violations()));
        }
    }

    /** Fails with a {@link Refusal} if the content type is not JSON. */
    static void requireJson(HttpRequest<?> request) {
        var isJson =
                request.getContentType()
                        .filter(type -> type.matches(MediaType.APPLICATION_JSON_TYPE))
                        .isPresent();
        if (!isJson) {
            var type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
            throw new Refusal(
                    Problem.unsupported(type == null ? "" : type, MediaType.APPLICATION_JSON));
        }
    }
}
