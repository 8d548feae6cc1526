package org.demarche.gateway.page.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Named;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.document.DiffAnswers;
import org.demarche.gateway.entrance.BrowserRules;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.gateway.page.Form;
import org.demarche.gateway.page.ProblemFaults;
import org.demarche.gateway.page.Templates;
import org.demarche.gateway.projection.ProjectionAnswers;
import org.demarche.gateway.read.Query;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The pages for operators: they show projections, and take the decisions of their forms. */
@Hidden
@Controller(OperatePage.PATH)
@Consumes(MediaType.ALL)
@Produces({MediaType.TEXT_HTML, "text/*"})
@Needs.OrCookie
@ExecuteOn(TaskExecutors.BLOCKING)
final class OperateController {

    private final ProjectionAnswers answers;
    private final DiffAnswers differences;
    private final DecisionForms steps;
    private final Proxies proxies;
    private final Scheduler waiting;

    OperateController(
            ProjectionAnswers answers,
            DiffAnswers differences,
            Proxies proxies,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.answers = answers;
        this.differences = differences;
        steps = new DecisionForms(answers);
        this.proxies = proxies;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Get
    @Needs.Read
    HttpResponse<byte[]> projections(HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        BrowserRules.allowScript(request);
        var page = OperatePage.of(answers, proxies.origin(request));
        return Templates.answer(request, "operate", page);
    }

    @Get("/projections/{name}")
    @Needs.Read
    HttpResponse<byte[]> projection(String name, HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        BrowserRules.allowScript(request);
        var page =
                ProjectionPage.of(answers, proxies.origin(request), name, RefusedSubmission.NONE);
        return Templates.answer(request, "projection", page);
    }

    @Post("/projections/{name}")
    @Needs.Operate
    Publisher<MutableHttpResponse<byte[]>> decide(String name, HttpRequest<?> request) {
        return Form.of(request).publishOn(waiting).map(form -> decide(request, name, form));
    }

    /**
     * Takes the decision, and redirects to the page, so that a reload does not repeat the decision.
     */
    private MutableHttpResponse<byte[]> decide(HttpRequest<?> request, String name, Form form) {
        try {
            steps.take(request, name, form);
            var isGone = form.text("act").equals(OfferedDecision.DELETE);
            return HttpResponse.seeOther(
                    URI.create(isGone ? OperatePage.PATH : ProjectionPage.FOLDER + name));
        } catch (Refusal e) {
            var problem = e.problem();
            Templates.requirePage(request, e);
            BrowserRules.allowScript(request);
            var page =
                    ProjectionPage.of(
                            answers,
                            proxies.origin(request),
                            name,
                            RefusedSubmission.of(form, problem));
            return Templates.once(request, problem.status(), "projection", page);
        }
    }

    @Get("/projections/{name}/versions/{number}/diff")
    @Needs.Read
    HttpResponse<byte[]> diff(String name, String number, HttpRequest<?> request) {
        var cursor = Query.of(request, Set.of(Query.CURSOR)).one(Query.CURSOR).orElse("");
        var live =
                answers.live(name)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                Problem.notFound(
                                                        "%s has no live version yet, so there is nothing to compare with"
                                                                .formatted(name))));
        var answer = differences.of(name, number, live, DiffPage.MOST, cursor);
        var page = DiffPage.of(answer, proxies.origin(request), name, number, live);
        return Templates.answer(request, "diff", page);
    }

    @Get("/dead-letters")
    @Needs.Read
    HttpResponse<byte[]> letters(HttpRequest<?> request) {
        var query = Query.of(request, LettersPage.PARAMETERS);
        var page = LettersPage.of(answers, proxies.origin(request), query);
        return Templates.answer(request, "letters", page);
    }

    @Get("/dead-letters/{id}")
    @Needs.Read
    HttpResponse<byte[]> letter(String id, HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        var page = LetterPage.of(answers, proxies.origin(request), id, RefusedSubmission.NONE);
        return Templates.answer(request, "letter", page);
    }

    @Post("/dead-letters/{id}")
    @Needs.Operate
    Publisher<MutableHttpResponse<byte[]>> retry(String id, HttpRequest<?> request) {
        return Form.of(request).publishOn(waiting).map(form -> retry(request, id, form));
    }

    /**
     * Starts the retry, and redirects to the page of the projection, which shows the progress of
     * the version that reads the record. If nothing was started, answers with the page of the
     * letter.
     */
    private MutableHttpResponse<byte[]> retry(HttpRequest<?> request, String id, Form form) {
        try {
            var retried = answers.retry(request, id, DecisionForms.replay(form));
            if (retried.isStarted()) {
                var name = retried.version().path("projection").asText();
                return HttpResponse.seeOther(URI.create(ProjectionPage.FOLDER + name));
            }
            var page =
                    LetterPage.of(answers, proxies.origin(request), id, RefusedSubmission.NONE)
                            .readBy(retried.version());
            return Templates.once(request, 200, "letter", page);
        } catch (Refusal e) {
            Templates.requirePage(request, e);
            var attempt = RefusedSubmission.of(form, e.problem());
            var page = LetterPage.of(answers, proxies.origin(request), id, attempt);
            return Templates.once(request, e.problem().status(), "letter", page);
        }
    }

    @Get("/declare")
    @Needs.Read
    HttpResponse<byte[]> declaring(HttpRequest<?> request) {
        var _ = Query.of(request, Set.of());
        BrowserRules.allowScript(request);
        return Templates.answer(request, "declare", DeclarePage.empty(proxies.origin(request)));
    }

    @Post("/declare")
    @Needs.Operate
    Publisher<MutableHttpResponse<byte[]>> declare(HttpRequest<?> request) {
        return Form.of(request).publishOn(waiting).map(form -> declare(request, form));
    }

    private MutableHttpResponse<byte[]> declare(HttpRequest<?> request, Form form) {
        BrowserRules.allowScript(request);
        var origin = proxies.origin(request);
        var definition = form.text("definition").getBytes(UTF_8);
        if (definition.length == 0) {
            var page = DeclarePage.of(origin, form, List.of(DeclarePage.EMPTY), null);
            return Templates.once(request, 422, "declare", page);
        }
        try {
            if (!form.text("act").equals("declare")) {
                var tried = answers.tried(definition, DeclarePage.reports(form));
                var page = DeclarePage.of(origin, form, List.of(), DeclarePage.Tried.of(tried));
                return Templates.once(request, 200, "declare", page);
            }
            var auto = !form.text("promote").equals("manual");
            var name = answers.declare(request, definition, auto, DecisionForms.person(form));
            return HttpResponse.seeOther(URI.create(ProjectionPage.FOLDER + name));
        } catch (Refusal e) {
            Templates.requirePage(request, e);
            var page = DeclarePage.of(origin, form, ProblemFaults.of(e.problem()), null);
            return Templates.once(request, e.problem().status(), "declare", page);
        }
    }
}
