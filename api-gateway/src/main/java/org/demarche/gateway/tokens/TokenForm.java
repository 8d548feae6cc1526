package org.demarche.gateway.tokens;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.demarche.gateway.access.TokenFilter;
import org.demarche.log.access.AccessRole;
import org.demarche.log.access.AccessToken;
import org.demarche.log.json.Fields;
import org.demarche.log.json.KeptText;
import org.jspecify.annotations.Nullable;

/**
 * The access token that somebody asks for.
 *
 * @param expiresAt the end of the access token; null if it has none
 */
record TokenForm(String name, Set<AccessRole> roles, @Nullable Instant expiresAt) {

    private static final int LONGEST_ROLE = 20;
    private static final int LONGEST_INSTANT = 40;

    static TokenForm of(Fields fields, Instant now) {
        fields.require("name", "roles");
        var name = fields.parsed("name", AccessToken.LONGEST_NAME, TokenForm::name);
        List<AccessRole> roles =
                fields.parsedList("roles", AccessRole.ALL.size(), LONGEST_ROLE, AccessRole::of);
        if (fields.has("roles") && roles.isEmpty()) {
            fields.note("/roles", "must have at least one of read, code, operate and admin");
        }
        var expiresAt = fields.parsed("expiresAt", LONGEST_INSTANT, text -> end(text, now));
        return new TokenForm(requireNonNullElse(name, ""), Set.copyOf(roles), expiresAt);
    }

    private static String name(String text) {
        var name = KeptText.of(text, AccessToken.LONGEST_NAME);
        if (name.equalsIgnoreCase(TokenFilter.ADMINISTRATOR)) {
            throw new IllegalArgumentException(
                    "is the name of the token in demarche.auth.admin: choose another one");
        }
        return name;
    }

    private static Instant end(String text, Instant now) {
        Instant end;
        try {
            end = Instant.parse(text);
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "must be an instant, such as 2026-12-31T00:00:00Z: '%s' is not one"
                            .formatted(text));
        }
        if (!end.isAfter(now)) {
            throw new IllegalArgumentException(
                    "is in the past: the gateway's clock says %s".formatted(now));
        }
        return end;
    }
}
