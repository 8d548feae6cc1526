package org.demarche.cli.read;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.cli.Gateway;

/**
 * Names for a reader in the place of ids that tell nothing: the id of a name in Cyrillic, for
 * instance, is {@code actor-6e1f0c2a}.
 */
final class EntryNames {

    /** It ends with a digest, because letters of the name cannot be in an id. */
    private static final Pattern TELLS_NOTHING = Pattern.compile(".*-[0-9a-f]{8}");

    private final Gateway gateway;
    private final Map<String, String> asked = new HashMap<>();

    EntryNames(Gateway gateway) {
        this.gateway = gateway;
    }

    String actor(String id) {
        return of("/v1/actors/", id);
    }

    String issue(String id) {
        return of("/v1/issues/", id);
    }

    private String of(String entries, String id) {
        return TELLS_NOTHING.matcher(id).matches()
                ? asked.computeIfAbsent(entries + id, path -> name(path, id))
                : id;
    }

    private String name(String path, String id) {
        return gateway.find(path).map(entry -> entry.path("name").asText(id)).orElse(id);
    }
}
