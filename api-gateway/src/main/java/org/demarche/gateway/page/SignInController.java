package org.demarche.gateway.page;

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
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.demarche.gateway.access.AccessCookie;
import org.demarche.gateway.access.Needs;
import org.demarche.gateway.access.SignIn;
import org.demarche.gateway.entrance.OwnPage;
import org.demarche.gateway.entrance.Proxies;
import org.demarche.gateway.read.Query;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Signs a browser in and out. It checks an access token, and puts the token into a cookie or
 * deletes the cookie.
 */
@Hidden
@Controller
@Consumes(MediaType.ALL)
@Produces({MediaType.TEXT_HTML, "text/*"})
final class SignInController {

    private static final String TO = "to";
    private static final String TOKEN = "token";

    private final @Nullable SignIn signIn;
    private final Proxies proxies;
    private final Scheduler waiting;

    SignInController(
            @Nullable SignIn signIn,
            Proxies proxies,
            @Named(TaskExecutors.BLOCKING) ExecutorService waiting) {
        this.signIn = signIn;
        this.proxies = proxies;
        this.waiting = Schedulers.fromExecutorService(waiting);
    }

    @Get(SignInPage.PATH)
    @Needs.Nothing
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<byte[]> form(HttpRequest<?> request) {
        var _ = required();
        var to = Query.of(request, Set.of(TO)).one(TO).orElse("");
        return Templates.once(request, 200, "signin", SignInPage.asked(to));
    }

    @Post(SignInPage.PATH)
    @Needs.Nothing
    Publisher<MutableHttpResponse<byte[]>> signIn(HttpRequest<?> request) {
        var checks = required();
        return Form.of(request).publishOn(waiting).map(form -> signIn(request, form, checks));
    }

    private MutableHttpResponse<byte[]> signIn(HttpRequest<?> request, Form form, SignIn checks) {
        var to = form.text(TO);
        var token = form.text(TOKEN);
        if (token.isEmpty() || token.length() > AccessCookie.LONGEST) {
            var fault =
                    token.isEmpty()
                            ? "The field is empty: type your access token"
                            : "This access token is longer than %,d characters, and no browser keeps it"
                                    .formatted(AccessCookie.LONGEST);
            return Templates.once(request, 422, "signin", SignInPage.again(to, fault));
        }
        SignInPage.leadingTo(request, to);
        var caller = checks.caller(token);
        var secure = proxies.isSecure(request);
        return HttpResponse.<byte[]>seeOther(URI.create(SignInPage.here(to)))
                .cookie(AccessCookie.holding(token, secure, caller.ends(), Instant.now()));
    }

    @Post(SignInPage.OUT)
    @Needs.Nothing
    HttpResponse<byte[]> signOut(HttpRequest<?> request) {
        var _ = required();
        OwnPage.requireSent(request);
        return HttpResponse.<byte[]>seeOther(URI.create(SignInPage.PATH))
                .cookie(AccessCookie.none(proxies.isSecure(request)));
    }

    private SignIn required() {
        if (signIn == null) {
            throw new Refusal(
                    Problem.notFound(
                            "Nobody has to sign in here: the setting demarche.auth is off"));
        }
        return signIn;
    }
}
