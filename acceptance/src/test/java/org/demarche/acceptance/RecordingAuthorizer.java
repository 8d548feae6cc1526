package org.demarche.acceptance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.internals.Plugin;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also remembers each request that it has let pass. */
public final class RecordingAuthorizer extends StandardAuthorizer {

    /** By what makes two requests equal. The broker makes instances of its own. */
    private static final Map<Passed, AuthorizableRequestContext> PASSED = new ConcurrentHashMap<>();

    private record Passed(String principal, int request, Action action) {}

    @Override
    public List<AuthorizationResult> authorize(
            AuthorizableRequestContext context, List<Action> actions) {
        var results = super.authorize(context, actions);
        for (var i = 0; i < results.size(); i++) {
            // not of a service that only asks what it may
            if (results.get(i) == AuthorizationResult.ALLOWED
                    && actions.get(i).logIfAllowed()
                    && !actions.get(i).resourcePattern().name().endsWith(".rights")) {
                var principal = context.principal().toString();
                PASSED.put(new Passed(principal, context.requestType(), actions.get(i)), context);
            }
        }
        return results;
    }

    /**
     * The names of the requests that passed, and would not have passed if these were all rights.
     */
    static Set<String> refusedWith(Collection<AclBinding> rights) throws Exception {
        var authorizer = new StandardAuthorizer();
        try (var _ = Plugin.wrapInstance(authorizer, new Metrics(), "authorizer.class.name")) {
            authorizer.configure(Map.of("super.users", GuardedBroker.SUPER_USERS));
            authorizer.loadSnapshot(
                    rights.stream()
                            .map(StandardAcl::fromAclBinding)
                            .collect(
                                    Collectors.toMap(_ -> Uuid.randomUuid(), Function.identity())));
            authorizer.completeInitialLoad();
            var refused = new TreeSet<String>();
            PASSED.forEach(
                    (passed, context) -> {
                        var result = authorizer.authorize(context, List.of(passed.action()));
                        if (result.getFirst() == AuthorizationResult.DENIED) {
                            refused.add(ApiKeys.forId(passed.request()).name);
                        }
                    });
            return refused;
        }
    }
}
