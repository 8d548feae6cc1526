package org.demarche.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.gateway.entrance.OwnPage;
import org.demarche.gateway.write.WholeBody;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import reactor.core.publisher.Mono;

/**
 * The fields that a browser has sent with a form, without the empty ones.
 *
 * @param values the values by field, without spaces around them
 */
public record Form(Map<String, List<String>> values) {

    private static final int LONGEST_BODY = 256 * 1024;
    private static final int MOST_FIELDS = 1_000;

    public Form {
        values = Map.copyOf(values);
    }

    /**
     * Reads a form. Refuses a form from a page of another site, because browsers send such forms
     * without asking the gateway first, and no other check refuses them.
     *
     * @return the form, or a {@link Refusal} if the body cannot be read or is too long
     * @throws Refusal if no page of the gateway sent the request, or if the body is not a form
     */
    public static Mono<Form> of(HttpRequest<?> request) {
        OwnPage.requireSent(request);
        var type = request.getContentType();
        if (type.filter(one -> one.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE)).isEmpty()) {
            var sent = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
            throw new Refusal(
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "This address takes the form of its page, but the body is %s: programs write under /v1"
                                    .formatted(sent == null ? "sent without Content-Type" : sent)));
        }
        return WholeBody.of((ServerHttpRequest<?>) request, LONGEST_BODY)
                .defaultIfEmpty(new byte[0])
                .map(body -> parse(new String(body, UTF_8)));
    }

    private static Form parse(String body) {
        try {
            var decoded =
                    new QueryStringDecoder(body, UTF_8, false, MOST_FIELDS, true).parameters();
            var values = new LinkedHashMap<String, List<String>>();
            decoded.forEach(
                    (name, given) -> {
                        var kept =
                                given.stream()
                                        .map(String::strip)
                                        .filter(value -> !value.isEmpty())
                                        .toList();
                        if (!kept.isEmpty()) {
                            values.put(name, kept);
                        }
                    });
            return new Form(values);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Problem.unreadable("The form cannot be read: " + e.getMessage()));
        }
    }

    public Optional<String> one(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    public String text(String name) {
        return one(name).orElse("");
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
