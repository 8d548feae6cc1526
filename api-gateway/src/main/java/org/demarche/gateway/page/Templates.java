package org.demarche.gateway.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.table.Preference;
import org.demarche.gateway.view.Document;
import org.demarche.http.Refusal;

/**
 * Fills templates, which the build compiles. The engine escapes each value for its place in the
 * HTML.
 */
public final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Templates() {}

    /** Makes the bytes of a page, for the person who asks for it. */
    static byte[] bytes(HttpRequest<?> request, String template, Object page) {
        return Visitor.of(request)
                .shown(
                        () -> {
                            var out = new Utf8ByteOutput();
                            ENGINE.render(template + ".jte", page, out);
                            return out.toByteArray();
                        });
    }

    /** Answers with this page, or with 304 if the browser has it. */
    public static MutableHttpResponse<byte[]> answer(
            HttpRequest<?> request, String template, Object page) {
        return Answer.page(request, Document.of(bytes(request, template, page)));
    }

    /**
     * Throws the refusal of a form if the client prefers JSON, so that a program gets the problem.
     */
    public static void requirePage(HttpRequest<?> request, Refusal refusal) {
        if (Preference.isRatherJson(request, MediaType.TEXT_HTML)) {
            throw refusal;
        }
    }

    /** Answers a form. The page shows the state of this moment, so no cache may keep it. */
    public static MutableHttpResponse<byte[]> once(
            HttpRequest<?> request, int status, String template, Object page) {
        var html = bytes(request, template, page);
        return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
                .body(html)
                .contentType(Answer.HTML)
                .contentLength(html.length)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
