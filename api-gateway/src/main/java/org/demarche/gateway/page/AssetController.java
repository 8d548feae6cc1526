package org.demarche.gateway.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import org.demarche.gateway.access.Needs;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;

/** Serves the files that pages need, and lets browsers keep them for ever. */
@Hidden
@Controller("/assets")
final class AssetController {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Get("/{name}")
    @Needs.Nothing
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> asset(String name) {
        var asset =
                Assets.named(name)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.notFound(
                                                        "There is no file '%s'".formatted(name))));
        return HttpResponse.ok(asset.bytes())
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .contentLength(asset.bytes().length)
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }
}
