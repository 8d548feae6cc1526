package org.demarche.gateway.page.coding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.entrance.BrowserRules;
import org.demarche.gateway.page.EntryLinks;
import org.demarche.gateway.page.Form;
import org.demarche.gateway.page.PageQuery;
import org.demarche.gateway.page.Templates;
import org.demarche.gateway.page.read.ReportPage;
import org.demarche.gateway.position.PageAnswers;
import org.demarche.gateway.read.ReadContext;
import org.demarche.gateway.read.ReadFilter;
import org.demarche.gateway.write.Forwarder;
import org.demarche.log.registry.RegistryReader;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Serves the forms with which coders file, correct and retract reports. */
@Hidden
@Controller
@Consumes(MediaType.ALL)
@Produces({MediaType.TEXT_HTML, "text/*"})
@Needs.OrCookie
@ExecuteOn(TaskExecutors.BLOCKING)
final class CodeController {

    /** The fields that an address may fill in. The bookmark's script builds these addresses. */
    private static final Set<String> BROUGHT =
            Set.of("holder", "issue", "outlet", "url", FormDraft.PUBLISHED, "quote", "title");

    private static final String NEW = "";
    private static final int CONFLICT = 409;

    private final PageAnswers answers;
    private final EntryLinks entries;
    private final CodeDesk desk;
    private final RegistryReader registry;
    private final Scheduler waiting;

    CodeController(
            PageAnswers answers,
            RegistryReader registry,
            Forwarder forwarder,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.answers = answers;
        this.registry = registry;
        entries = new EntryLinks(registry.registry());
        desk = new CodeDesk(entries, registry.registry(), forwarder);
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Get(CodePage.PATH)
    @Needs.Code
    HttpResponse<byte[]> form(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        BrowserRules.allowScript(request);
        var query = PageQuery.of(read, answers, BROUGHT);
        var page = CodedReport.of(query, NEW, entries).with(BookmarkedPassage.by(query)).page(desk);
        return Templates.answer(request, "code", page);
    }

    @Get("/code/bookmark")
    @Needs.Code
    HttpResponse<byte[]> bookmark(HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, Set.of());
        return Templates.answer(request, "bookmark", BookmarkPage.of(query.origin()));
    }

    @Post(CodePage.PATH)
    @Needs.Code
    Publisher<MutableHttpResponse<byte[]>> file(
            HttpRequest<?> request, @RequestAttribute ReadContext read) {
        return Form.of(request).publishOn(waiting).map(form -> write(read, NEW, form));
    }

    @Get("/reports/{id}/correction")
    @Needs.Code
    HttpResponse<byte[]> correcting(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        BrowserRules.allowScript(request);
        var query = PageQuery.of(read, answers, Set.of());
        return Templates.answer(request, "code", CodedReport.of(query, id, entries).page(desk));
    }

    @Post("/reports/{id}/correction")
    @Needs.Code
    Publisher<MutableHttpResponse<byte[]>> correct(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        return Form.of(request).publishOn(waiting).map(form -> write(read, id, form));
    }

    /**
     * Shows the outcome of a dry run, or writes the report. After a write it redirects to the page
     * of the report, so that a reload does not write again.
     */
    private MutableHttpResponse<byte[]> write(ReadContext read, String id, Form form) {
        var request = read.request();
        BrowserRules.allowScript(request);
        var query = PageQuery.of(read, answers, Set.of());
        var filing =
                CodedReport.of(query, id, entries)
                        .with(FormDraft.of(form))
                        .atEvent(form.text("event"));
        var body = filing.body(desk, registry.registry());
        var register = form.text("register");
        var foreseen = desk.foresee(request, filing.line(body), register);
        if (form.text("act").equals("look")) {
            return shown(request, filing.with(foreseen.ofTyped(filing.draft())), 200, body);
        }
        var duplicates = desk.duplicates(query, filing.named(body), id);
        if (foreseen.isRefused() || !form.text("act").startsWith("file")) {
            return shown(
                    request,
                    filing.with(foreseen),
                    foreseen.isRefused() ? foreseen.status() : 200,
                    body);
        }
        if (!duplicates.isEmpty() && !form.text("act").equals("file-anyway") && id.isEmpty()) {
            return shown(request, filing.with(foreseen), CONFLICT, body);
        }
        var written = desk.send(request, filing.address(register), filing.sent(body));
        return written.status() >= 400
                ? shown(
                        request,
                        filing.with(FilingOutcome.of(written.status(), written.json())),
                        written.status(),
                        body)
                : written(written.json());
    }

    private MutableHttpResponse<byte[]> shown(
            HttpRequest<?> request, CodedReport filing, int status, JsonNode body) {
        return Templates.once(request, status, "code", filing.page(desk, filing.named(body)));
    }

    private static MutableHttpResponse<byte[]> written(JsonNode receipt) {
        return HttpResponse.seeOther(
                URI.create(
                        "%s?%s=%s"
                                .formatted(
                                        EntryLinks.report(receipt.path("id").asText()).href(),
                                        ReadFilter.SEEN,
                                        PageAnswers.encoded(receipt.path("token").asText()))));
    }

    @Get("/reports/{id}/retraction")
    @Needs.Code
    HttpResponse<byte[]> retracting(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        var query = PageQuery.of(read, answers, Set.of());
        var page = RetractPage.of(ReportPage.of(query, id, entries), query, "", List.of());
        return Templates.answer(request, "retract", page);
    }

    @Post("/reports/{id}/retraction")
    @Needs.Code
    Publisher<MutableHttpResponse<byte[]>> retract(
            String id, HttpRequest<?> request, @RequestAttribute ReadContext read) {
        return Form.of(request).publishOn(waiting).map(form -> retract(read, id, form));
    }

    private MutableHttpResponse<byte[]> retract(ReadContext read, String id, Form form) {
        var request = read.request();
        var query = PageQuery.of(read, answers, Set.of());
        var report = ReportPage.of(query, id, entries);
        var reason = form.text("reason");
        var body = JsonNodeFactory.instance.objectNode();
        form.one("reason").ifPresent(text -> body.put("reason", text));
        var path = "/v1/reports/%s/retractions".formatted(PageAnswers.encoded(id));
        var written = desk.send(request, path, body);
        if (written.status() < 400) {
            return written(written.json());
        }
        var faults = FilingOutcome.of(written.status(), written.json()).faults();
        var page =
                RetractPage.of(
                        report,
                        query,
                        reason,
                        faults.values().stream().flatMap(List::stream).toList());
        return Templates.once(request, written.status(), "retract", page);
    }
}
