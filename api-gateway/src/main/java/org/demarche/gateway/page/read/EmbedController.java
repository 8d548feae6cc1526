package org.demarche.gateway.page.read;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Set;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.Templates;
import org.demarche.gateway.position.PageAnswers;
import org.demarche.gateway.read.ReadContext;
import org.demarche.log.registry.RegistryReader;

/** Serves claims as small pages, which other sites show in frames. */
@Hidden
@Controller("/embed")
@Produces({MediaType.TEXT_HTML, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class EmbedController {

    private static final Set<String> PARAMETERS = PageQuery.TIMES;

    private final PageAnswers answers;
    private final EntryLinks entries;

    EmbedController(PageAnswers answers, RegistryReader registry) {
        this.answers = answers;
        entries = new EntryLinks(registry.registry());
    }

    @Get("/actors/{actorName}/issues/{issueName}")
    @Needs.Read
    HttpResponse<byte[]> claim(
            String actorName,
            String issueName,
            HttpRequest<?> request,
            @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, PARAMETERS);
        return Templates.answer(
                request, "embed", EmbedPage.of(query, actorName, issueName, entries));
    }
}
