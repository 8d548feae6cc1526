package org.demarche.gateway.page;

import io.micronaut.http.HttpRequest;
import java.util.function.Supplier;
import org.demarche.gateway.access.Access;
import org.demarche.gateway.access.Caller;
import org.demarche.log.access.AccessRole;

/**
 * The person who looks at a page.
 *
 * @param asked whether the gateway asks for access tokens
 * @param name the name of the access token; empty if the person has not signed in
 * @param codes whether the person may file, correct and retract reports
 * @param operates whether the person may decide about projections
 */
public record Visitor(boolean asked, String name, boolean codes, boolean operates) {

    private static final Visitor ANYBODY = new Visitor(false, "", true, true);
    private static final Visitor STRANGER = new Visitor(true, "", false, false);

    private static final ScopedValue<Visitor> LOOKS = ScopedValue.newInstance();

    static Visitor of(HttpRequest<?> request) {
        if (!Access.isAsked(request) || isForAll(request.getPath())) {
            return ANYBODY;
        }
        return Caller.of(request)
                .map(
                        caller ->
                                new Visitor(
                                        true,
                                        caller.name(),
                                        caller.holds(AccessRole.CODE),
                                        caller.holds(AccessRole.OPERATE)))
                .orElse(STRANGER);
    }

    /** The docs and the sign-in page need no token, so they do not know who is signed in. */
    private static boolean isForAll(String path) {
        return path.equals(SignInPage.PATH) || path.equals("/docs") || path.startsWith("/docs/");
    }

    /** Makes a page for this person. While it is made, {@link #current} returns the person. */
    <T> T shown(Supplier<T> page) {
        return ScopedValue.where(LOOKS, this).call(page::get);
    }

    public static Visitor current() {
        return LOOKS.orElse(ANYBODY);
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }
}
