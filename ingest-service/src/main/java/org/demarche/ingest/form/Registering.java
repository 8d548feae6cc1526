package org.demarche.ingest.form;

import java.util.List;
import java.util.stream.Stream;
import org.demarche.http.Problem;
import org.demarche.http.Refusal;
import org.demarche.ingest.request.Parameters;
import org.demarche.log.registry.Actor;
import org.jspecify.annotations.Nullable;

/**
 * How a request treats unknown names: {@code register=true} registers issues and outlets; {@code
 * register=} with a kind also registers actors of that kind. {@code force=true} registers a name
 * even if other names are near to it.
 *
 * @param kind the kind of unknown actors; null if they are refused, because the service does not
 *     guess a kind
 */
public record Registering(boolean names, Actor.@Nullable Kind kind, boolean forced) {

    public static final Registering NONE = new Registering(false, null, false);

    public static final String REGISTER = "register";
    public static final String FORCE = "force";

    private static final List<String> KINDS =
            Actor.Kind.ALL.stream().map(Actor.Kind::label).toList();

    /**
     * @throws Refusal with 400
     */
    public static Registering of(Parameters parameters) {
        var others = Stream.concat(Stream.of("true"), KINDS.stream()).toArray(String[]::new);
        var register = parameters.oneOf(REGISTER, "false", others);
        var forced = parameters.oneOf(FORCE, "false", "true").equals("true");
        if (forced && register.equals("false")) {
            throw new Refusal(Problem.parameter(FORCE, "needs %s: give both".formatted(REGISTER)));
        }
        var kind = KINDS.indexOf(register);
        return new Registering(
                !register.equals("false"), kind < 0 ? null : Actor.Kind.ALL.get(kind), forced);
    }

    /** Returns the kinds of actors, for a sentence. */
    static String kinds() {
        return "register="
                + String.join(", ", KINDS.subList(0, KINDS.size() - 1))
                + " or "
                + KINDS.getLast();
    }
}
