package org.demarche.gateway.page.read;

import static org.demarche.gateway.read.Query.plus;

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
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.read.ReadTerms;
import org.demarche.log.registry.RegistryReader;

/** Serves the pages for readers. None of them writes. */
@Hidden
@Controller
@Produces({MediaType.TEXT_HTML, "text/*"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {

    private static final Set<String> OF_LIST = plus(PageQuery.TIMES, "cursor");

    private static final Set<String> OF_NETWORK =
            plus(ReadTerms.BASIS, "asKnown", "actor", "issue", "from", "to");

    private final PageAnswers answers;
    private final EntryLinks entries;

    PageController(PageAnswers answers, RegistryReader registry) {
        this.answers = answers;
        entries = new EntryLinks(registry.registry());
    }

    @Get("/actors/{actorName}")
    @Needs.Read
    HttpResponse<byte[]> actor(
            String actorName, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, OF_LIST);
        return Templates.answer(request, "actor", ActorPage.of(query, actorName, entries));
    }

    @Get("/actors/{actorName}/issues/{issueName}")
    @Needs.Read
    HttpResponse<byte[]> pair(
            String actorName,
            String issueName,
            HttpRequest<?> request,
            @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, OF_LIST);
        var page = PairPage.of(query, actorName, issueName, entries);
        return Templates.answer(request, "pair", page);
    }

    @Get("/issues/{issueName}")
    @Needs.Read
    HttpResponse<byte[]> issue(
            String issueName, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, plus(OF_LIST, "from"));
        return Templates.answer(request, "issue", IssuePage.of(query, issueName, entries));
    }

    @Get("/statements/{id}")
    @Needs.Read
    HttpResponse<byte[]> statement(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, PageQuery.TIMES);
        return Templates.answer(request, "statement", StatementPage.of(query, id, entries));
    }

    @Get("/reports/{id}")
    @Needs.Read
    HttpResponse<byte[]> report(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, Set.of("asKnown", ReadFilter.SEEN));
        return Templates.answer(request, "report", ReportPage.of(query, id, entries));
    }

    @Get("/matrix")
    @Needs.Read
    HttpResponse<byte[]> matrix(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, plus(OF_LIST, "actor", "issue"));
        return Templates.answer(request, "matrix", MatrixPage.of(query, entries));
    }

    @Get("/compare")
    @Needs.Read
    HttpResponse<byte[]> compare(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, plus(PageQuery.TIMES, "actors", "after"));
        return Templates.answer(request, "compare", ComparePage.of(query, entries));
    }

    @Get("/network")
    @Needs.Read
    HttpResponse<byte[]> network(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, OF_NETWORK);
        return Templates.answer(request, "network", NetworkPage.of(query, entries));
    }

    @Get("/search")
    @Needs.Read
    HttpResponse<byte[]> search(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, Set.of("q"));
        return Templates.answer(request, "search", SearchPage.of(query, entries));
    }
}
