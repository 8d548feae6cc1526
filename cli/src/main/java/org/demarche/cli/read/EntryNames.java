package org.demarche.cli.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.client.Pages;

/**
 * Finds names to show in place of ids that tell a reader nothing. The id of a name in Cyrillic, for
 * instance, is {@code actor-6e1f0c2a}.
 */
final class EntryNames {

    /**
     * An id that tells nothing. It ends with a digest, because an id cannot have the letters of the
     * name.
     */
    private static final Pattern TELLS_NOTHING = Pattern.compile(".*-([0-9a-f]{8})");

    /**
     * The number of entries that are asked for one by one. For more, one request reads the list of
     * all.
     */
    private static final int FEW = 3;

    /**
     * The most entries that are read of the list: to read more takes longer than to ask for the
     * entries of a table.
     */
    private static final int MOST_LISTED = 20_000;

    private final Kind actors;
    private final Kind issues;
    private final Kind outlets;

    EntryNames(Gateway gateway) {
        actors = new Kind(gateway, "/v1/actors");
        issues = new Kind(gateway, "/v1/issues");
        outlets = new Kind(gateway, "/v1/outlets");
    }

    /** Returns the actor and the issue of a document, such as `arvenia on river-treaty`. */
    String pair(JsonNode of) {
        return actor(of.path("actor").asText()) + " on " + issue(of.path("issue").asText());
    }

    /**
     * Returns the speaker, such as `dmitry-peskov (Kremlin spokesman)`; empty if the report names
     * none.
     */
    String speaker(JsonNode of) {
        var speaker = actor(of.path("speaker").asText(""));
        var office = of.path("office").asText("");
        return speaker.isEmpty() || office.isEmpty() ? speaker : speaker + " (" + office + ")";
    }

    /**
     * Writes a denial, such as `on 2024-06-03, rufus-firefly (President): freedonia.dam-treaty.d`.
     */
    String denial(JsonNode denial) {
        var who = speaker(denial);
        return "%s, %s: %s"
                .formatted(
                        DocumentWords.when(denial.path("saidOn").asText()),
                        who.isEmpty() ? "nobody named" : who,
                        denial.path("statement").asText());
    }

    /** Names the actor who made the statement, or the outlet that made it in its own words. */
    String by(JsonNode of) {
        var by = of.path("by").asText("");
        return of.path("voice").asText().equals("narrated") || of.path("narrated").asBoolean()
                ? outlet(by)
                : actor(by);
    }

    String actor(String id) {
        return actors.name(id);
    }

    String issue(String id) {
        return issues.name(id);
    }

    String outlet(String id) {
        return outlets.name(id);
    }

    private static final class Kind {

        private final Gateway gateway;
        private final String path;
        private final Map<String, String> names = new HashMap<>();
        private boolean listed;

        Kind(Gateway gateway, String path) {
            this.gateway = gateway;
            this.path = path;
        }

        String name(String id) {
            if (!tellsNothing(id)) return id;
            if (names.size() == FEW && !listed && !names.containsKey(id)) list();
            return names.computeIfAbsent(id, this::find);
        }

        private void list() {
            listed = true;
            Pages.read(gateway, Address.of(path), MOST_LISTED, "items")
                    .rows("items")
                    .forEach(
                            entry ->
                                    names.put(
                                            entry.path("id").asText(),
                                            entry.path("name").asText()));
        }

        private String find(String id) {
            return gateway.find(path + "/" + Gateway.segment(id))
                    .map(entry -> entry.path("name").asText(id))
                    .orElse(id);
        }
    }

    private static boolean tellsNothing(String id) {
        var end = TELLS_NOTHING.matcher(id);
        return end.matches() && !isDate(end.group(1));
    }

    /**
     * Whether the digits are a date. A person has chosen an id such as {@code protests-20240115}.
     */
    private static boolean isDate(String digits) {
        try {
            var _ = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
