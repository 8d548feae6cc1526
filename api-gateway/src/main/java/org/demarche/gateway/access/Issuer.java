package org.demarche.gateway.access;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.demarche.http.Problem;
import org.demarche.http.ProblemKind;
import org.demarche.http.Refusal;
import org.demarche.log.access.AccessRole;
import org.demarche.log.json.KeptText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies tokens (JWT) of an issuer (OpenID Connect). It asks the issuer for its keys when it
 * needs them, and asks again when a token names a key that it does not know. Without keys it
 * refuses every token.
 */
public final class Issuer {

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);

    private static final int PATIENCE_MILLIS = 3_000;
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final Duration KEYS_KEPT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    /** The difference between clocks that the library allows. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

    /**
     * The accepted algorithms. None of them verifies with a secret key: anybody knows the public
     * keys, and could sign with a public key as if it were the secret one.
     */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    /** The library's message about a token that has ended. */
    private static final String ENDED = "Expired JWT";

    /** The library's message about a token that begins later. */
    private static final String EARLY = "JWT before use time";

    private static final JsonMapper JSON = new JsonMapper();

    private final IssuerSettings settings;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LONGEST_ANSWER);
    private @Nullable JWTProcessor<SecurityContext> processor;
    private long failedNanos;
    private boolean hasFailed;
    private long loggedNanos;
    private boolean hasLogged;
    private volatile boolean isAway;

    public Issuer(IssuerSettings settings) {
        this.settings = settings;
    }

    /**
     * Verifies a token and returns the caller. May wait for the issuer.
     *
     * @throws Refusal with 401 if the token is not valid, 503 if the issuer does not answer
     */
    Caller caller(String jwt) {
        var claims = verified(jwt);
        var name = name(claims);
        if (name.equalsIgnoreCase(TokenFilter.ADMINISTRATOR)) {
            throw wrong(
                    "The access token gives its owner the name %s, which only the access token in demarche.auth.admin may have: set demarche.auth.name to another claim"
                            .formatted(name));
        }
        var end = claims.getExpirationTime().toInstant().plus(CLOCKS_DIFFER);
        return new Caller(name, roles(claims), end, () -> requireBefore(end));
    }

    /** Returns the name of the caller, in the form in which the names of access tokens are kept. */
    private String name(JWTClaimsSet claims) {
        if (!(claims.getClaim(settings.name()) instanceof String text)) {
            throw wrong(
                    "The access token has no name of its owner in the claim '%s'"
                            .formatted(settings.name()));
        }
        try {
            return KeptText.ofBare(text, LONGEST_NAME);
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "The claim '%s' of the access token cannot be the name of its owner: it %s"
                            .formatted(settings.name(), e.getMessage()));
        }
    }

    private void requireBefore(Instant end) {
        var now = Instant.now();
        if (now.isAfter(end)) {
            throw ended(now);
        }
    }

    private JWTClaimsSet verified(String jwt) {
        try {
            var claims = processor().process(jwt, null);
            isAway = false;
            return claims;
        } catch (RateLimitReachedException e) {
            // anybody can send tokens with unknown keys, so the library limits how often it asks
            // the issuer
            throw isAway
                    ? away(e)
                    : wrong("The access token names a key that the issuer does not have");
        } catch (KeySourceException e) {
            isAway = true;
            throw away(e);
        } catch (ParseException _) {
            throw wrong(
                    "This is neither an access token of Demarche nor an access token (JWT) of an issuer");
        } catch (BadJOSEException | JOSEException e) {
            var now = Instant.now();
            if (ENDED.equals(e.getMessage())) {
                throw ended(now);
            }
            if (EARLY.equals(e.getMessage())) {
                throw wrong(
                        "The access token is not valid yet, and it is %s by the gateway's clock: set the clock that is wrong, the gateway's or that of %s"
                                .formatted(now.truncatedTo(ChronoUnit.SECONDS), settings.issuer()));
            }
            throw wrong(
                    "The access token is not valid here: %s. It must be from %s, for the audience %s"
                            .formatted(e.getMessage(), settings.issuer(), settings.audience()));
        }
    }

    private Refusal ended(Instant now) {
        return wrong(
                "The access token has ended, and it is %s by the gateway's clock: get a new one from %s"
                        .formatted(now.truncatedTo(ChronoUnit.SECONDS), settings.issuer()));
    }

    private synchronized JWTProcessor<SecurityContext> processor() {
        var known = processor;
        if (known != null) {
            return known;
        }
        if (hasFailed && System.nanoTime() - failedNanos < BETWEEN_ATTEMPTS.toNanos()) {
            throw away(null);
        }
        try {
            var made = processor(keys());
            processor = made;
            return made;
        } catch (IOException | IllegalArgumentException e) {
            hasFailed = true;
            failedNanos = System.nanoTime();
            throw away(e);
        }
    }

    /** The address of the issuer's keys. */
    private URI keys() throws IOException {
        var base = settings.issuer().toString().replaceAll("/+$", "");
        var document = URI.create(base + "/.well-known/openid-configuration");
        var answer = JSON.readTree(http.retrieveResource(document.toURL()).getContent());
        var issuer = answer.path("issuer").asText();
        if (!issuer.equals(settings.issuer().toString())) {
            throw new IOException("%s says that the issuer is '%s'".formatted(document, issuer));
        }
        return IssuerSettings.url("its jwks_uri", answer.path("jwks_uri").asText());
    }

    private JWTProcessor<SecurityContext> processor(URI keys) throws IOException {
        var source =
                JWKSourceBuilder.<SecurityContext>create(keys.toURL(), http)
                        .cache(KEYS_KEPT.toMillis(), PATIENCE_MILLIS)
                        .refreshAheadCache(false)
                        .build();
        var made = new DefaultJWTProcessor<SecurityContext>();
        made.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        made.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        settings.audience(),
                        new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                        Set.of("exp")));
        return made;
    }

    /**
     * Returns the roles of Demarche that the token has. It may also have roles of other programs.
     */
    private Set<AccessRole> roles(JWTClaimsSet claims) {
        var roles = EnumSet.noneOf(AccessRole.class);
        var names = names(claims.getClaims());
        AccessRole.ALL.stream().filter(role -> names.contains(role.wireName())).forEach(roles::add);
        return roles;
    }

    private Collection<?> names(Map<String, ?> claims) {
        Object value = claims;
        for (var step : List.of(settings.roles().split("\\."))) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return switch (value) {
            case Collection<?> list -> list;
            case String text -> List.of(text.split(" "));
            case null, default -> List.of();
        };
    }

    private static Refusal wrong(String detail) {
        return new Refusal(Problem.of(ProblemKind.WRONG_TOKEN, detail));
    }

    private synchronized Refusal away(@Nullable Exception why) {
        var now = System.nanoTime();
        if (why != null && (!hasLogged || now - loggedNanos > BETWEEN_LINES.toNanos())) {
            hasLogged = true;
            loggedNanos = now;
            LOG.warn("No keys from the issuer {}: {}", settings.issuer(), why.getMessage());
        }
        return new Refusal(
                Problem.unavailable(
                        "The keys of the issuer %s cannot be read, so no access token of it can be checked: try again"
                                .formatted(settings.issuer())));
    }
}
