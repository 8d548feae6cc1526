package org.demarche.gateway.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import org.demarche.gateway.read.Answer;
import org.demarche.gateway.view.Document;

/** Fills templates, which the build has compiled. Each of their values is escaped for its place. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    private Templates() {}

    /** The page as bytes. */
    static byte[] bytes(String template, Object page) {
        var out = new Utf8ByteOutput();
        ENGINE.render(template + ".jte", page, out);
        return out.toByteArray();
    }

    /** An answer with this page, or 304 if the browser has it. */
    static MutableHttpResponse<byte[]> answer(
            HttpRequest<?> request, String template, Object page) {
        return Answer.page(request, Document.of(bytes(template, page)));
    }
}
