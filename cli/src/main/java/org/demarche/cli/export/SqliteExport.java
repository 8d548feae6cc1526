package org.demarche.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.demarche.cli.client.Address;
import org.demarche.cli.client.Gateway;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.demarche.sqlite.table.SqliteFile;
import org.demarche.sqlite.table.SqliteTables;

/**
 * Fills a SQLite file from the API, page by page. The first answer names the instant up to which it
 * knows the log, and all later requests ask for this instant and this rule. The registry is that of
 * today.
 */
final class SqliteExport {

    private static final String STATEMENTS = "/v1/statements";
    private static final String AS_OF = "asOf";
    private static final String AS_KNOWN = "asKnown";

    private final Gateway gateway;
    private final SqliteFile file;
    private final Runnable onPage;

    /**
     * @param onPage called before each page
     */
    SqliteExport(Gateway gateway, SqliteFile file, Runnable onPage) {
        this.gateway = gateway;
        this.file = file;
        this.onPage = onPage;
    }

    /**
     * @param dangling the number of rows that name an entry or a statement that no table has
     */
    record Result(
            int actors,
            int issues,
            int outlets,
            int statements,
            int reports,
            int positions,
            int shifts,
            String asKnown,
            int dangling) {

        String text() {
            var whole =
                    "%d actors, %d issues, %d outlets, %d statements, %d reports, %d positions, %d shifts, as known at %s"
                            .formatted(
                                    actors,
                                    issues,
                                    outlets,
                                    statements,
                                    reports,
                                    positions,
                                    shifts,
                                    asKnown);
            return dangling == 0
                    ? whole + "."
                    : "%s. Rows that name an entry that the registry lacks: %d (PRAGMA foreign_key_check lists them)."
                            .formatted(whole, dangling);
        }
    }

    /**
     * @param positions the address of the list of positions, with the times and the actor that the
     *     user wants
     */
    Result write(Address positions) throws IOException {
        var first = gateway.linked(positions);
        var link =
                URI.create(
                        first.canonical()
                                .orElseThrow(
                                        () ->
                                                new Failure(
                                                        ExitCode.UNREACHABLE,
                                                        "The gateway names no instant up to which it knows the log.")));
        var pinned = Address.written(positions.path() + '?' + link.getRawQuery());
        describe(first, link, pinned);
        each(
                pinned,
                position -> {
                    file.add(SqliteTables.POSITIONS, position);
                    each(shiftsOf(position, pinned), shift -> file.add(SqliteTables.SHIFTS, shift));
                });
        each(new Address(STATEMENTS, pinned.query()), this::statement);
        each(Address.of("/v1/actors"), this::actor);
        each(Address.of("/v1/issues"), issue -> file.add(SqliteTables.ISSUES, issue));
        each(Address.of("/v1/outlets"), outlet -> file.add(SqliteTables.OUTLETS, outlet));
        var dangling = file.complete();
        return new Result(
                file.count(SqliteTables.ACTORS),
                file.count(SqliteTables.ISSUES),
                file.count(SqliteTables.OUTLETS),
                file.count(SqliteTables.STATEMENTS),
                file.count(SqliteTables.REPORTS),
                file.count(SqliteTables.POSITIONS),
                file.count(SqliteTables.SHIFTS),
                pinned.value(AS_KNOWN),
                dangling);
    }

    private void describe(Gateway.Linked first, URI link, Address pinned) {
        describe("positionsLink", link.toString());
        describe("statementsLink", link.toString().replace(pinned.path(), STATEMENTS));
        describe("version", first.version());
        for (var name : List.of(AS_OF, AS_KNOWN, "rule")) describe(name, pinned.value(name));
    }

    private void describe(String name, String value) {
        if (value.isEmpty()) return;
        file.add(SqliteTables.METADATA, object().put("name", name).put("value", value));
    }

    /**
     * Returns the address of the shifts of one pair, because the gateway does not fold a long list
     * of pairs for another time. If the user named no day, the shifts whose order is uncertain are
     * included.
     */
    private static Address shiftsOf(JsonNode position, Address pinned) {
        var query =
                pinned.query().stream().filter(part -> !part.matches("(actor|issue)=.*")).toList();
        var address =
                new Address("/v1/shifts", query)
                        .with("actor", position.path("actor").asText())
                        .with("issue", position.path("issue").asText());
        return pinned.value(AS_OF).isEmpty() ? address.with("uncertain", "include") : address;
    }

    private void statement(JsonNode statement) {
        var row = (ObjectNode) statement;
        var by = row.path("voice").asText().equals("narrated") ? "narratedBy" : "ascribedBy";
        row.set(by, row.path("by"));
        file.add(SqliteTables.STATEMENTS, row);
        for (var report : row.path("reports")) {
            ((ObjectNode) report).set("statement", row.path("statement"));
            file.add(SqliteTables.REPORTS, report);
        }
    }

    private void actor(JsonNode actor) {
        file.add(SqliteTables.ACTORS, actor);
        for (var membership : actor.path("memberOf")) {
            ((ObjectNode) membership).set("member", actor.path("id"));
            file.add(SqliteTables.MEMBERSHIPS, membership);
        }
    }

    private void each(Address list, Consumer<JsonNode> onRow) {
        var at = list;
        while (true) {
            onPage.run();
            var page = gateway.get(at);
            page.path("items").forEach(onRow);
            if (!page.path("next").isTextual()) return;
            at = list.with("cursor", page.path("next").asText());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
