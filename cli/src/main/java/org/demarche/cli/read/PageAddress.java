package org.demarche.cli.read;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.demarche.cli.client.Address;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;

/** Turns the addresses that people copy from a browser into addresses of the API. */
final class PageAddress {

    /** The answer of the API that each page shows. The page takes the parameters of the answer. */
    private static final Map<Pattern, String> PAGES =
            Map.of(
                    Pattern.compile("/actors/([^/]+)"), "/v1/actors/$1/positions",
                    Pattern.compile("/actors/([^/]+)/issues/([^/]+)"), "/v1/actors/$1/positions/$2",
                    Pattern.compile("/issues/([^/]+)"), "/v1/issues/$1/positions",
                    Pattern.compile("/(statements|reports)/([^/]+)"), "/v1/$1/$2",
                    Pattern.compile("/matrix"), "/v1/positions");

    private PageAddress() {}

    /**
     * Returns the address of the API; empty if the text is not an address.
     *
     * @param text a path with or without a query, or a whole URL
     * @param gateway the root address of the gateway
     * @throws Failure if the text is an address of another gateway
     */
    static Optional<Address> written(String text, URI gateway) {
        if (text.startsWith("/")) {
            return Optional.of(ofPage(Address.written(text)));
        }
        if (!text.startsWith("http://") && !text.startsWith("https://")) {
            return Optional.empty();
        }
        URI whole;
        try {
            whole = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "'%s' is not an address.".formatted(text), e);
        }
        if (!Objects.equals(whole.getAuthority(), gateway.getAuthority())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is not an address of %s: name its gateway with --url."
                            .formatted(text, gateway));
        }
        var query = whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery();
        return Optional.of(ofPage(Address.written(whole.getRawPath() + query)));
    }

    private static Address ofPage(Address address) {
        return PAGES.entrySet().stream()
                .map(page -> Map.entry(page.getKey().matcher(address.path()), page.getValue()))
                .filter(page -> page.getKey().matches())
                .findFirst()
                .map(
                        page ->
                                new Address(
                                        page.getKey().replaceFirst(page.getValue()),
                                        address.query()))
                .orElseGet(() -> ofApi(address));
    }

    private static Address ofApi(Address address) {
        if (!address.path().startsWith("/v1/")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "%s is neither an address of the API nor a page with an answer to cite."
                            .formatted(address.path()));
        }
        return address;
    }
}
