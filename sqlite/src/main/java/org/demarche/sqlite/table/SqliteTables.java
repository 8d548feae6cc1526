package org.demarche.sqlite.table;

import static org.demarche.sqlite.table.SqliteTable.at;
import static org.demarche.sqlite.table.SqliteTable.days;
import static org.demarche.sqlite.table.SqliteTable.list;
import static org.demarche.sqlite.table.SqliteTable.members;

import java.util.List;

/** The tables of {@code schema.sql}. */
public final class SqliteTables {

    public static final SqliteTable METADATA =
            SqliteTable.of("metadata", List.of(members("name", "value")));

    public static final SqliteTable ACTORS =
            SqliteTable.of(
                    "actors",
                    List.of(
                            members(
                                    "id",
                                    "kind",
                                    "name",
                                    "code",
                                    "sector",
                                    "wikidata",
                                    "mergedInto"),
                            list("aliases", "/aliases"),
                            at("startedOn", "/from"),
                            at("endedOn", "/to"),
                            list("successors", "/successors")));

    /** Its rows come from objects that name the member as {@code member}. */
    public static final SqliteTable MEMBERSHIPS =
            SqliteTable.of(
                    "memberships",
                    List.of(
                            at("actor", "/member"),
                            at("memberOf", "/actor"),
                            members("role"),
                            at("startedOn", "/from"),
                            at("endedOn", "/to")));

    public static final SqliteTable ISSUES =
            SqliteTable.of(
                    "issues",
                    List.of(
                            members("id", "name", "proposition", "parent", "mergedInto"),
                            list("aliases", "/aliases")));

    public static final SqliteTable OUTLETS =
            SqliteTable.of(
                    "outlets",
                    List.of(
                            members("id", "kind", "name", "owner", "country", "url", "mergedInto"),
                            list("aliases", "/aliases"),
                            list("reliability", "/reliability")));

    /**
     * Its rows come from objects that name an ascribing actor as {@code ascribedBy} and a narrating
     * outlet as {@code narratedBy}.
     */
    public static final SqliteTable STATEMENTS =
            SqliteTable.of(
                    "statements",
                    List.of(
                            at("id", "/statement"),
                            members(
                                    "actor",
                                    "issue",
                                    "voice",
                                    "ascribedBy",
                                    "narratedBy",
                                    "stance"),
                            days("saidOn", "/saidOn"),
                            members("contested", "open", "lead"),
                            at("countedReports", "/counts/reports"),
                            at("countedOutlets", "/counts/outlets"),
                            at("countedOrigins", "/counts/origins"),
                            list("deniedBy", "/denied", "statement"),
                            list("differences", "/differences", "field")));

    /** Its rows come from objects that name their {@code statement}. */
    public static final SqliteTable REPORTS =
            SqliteTable.of(
                    "reports",
                    List.of(
                            at("id", "/report"),
                            members(
                                    "statement",
                                    "counted",
                                    "recorded",
                                    "reliability",
                                    "credibility"),
                            at("outlet", "/body/source/outlet"),
                            at("origin", "/body/resolved/origin"),
                            at("agency", "/body/source/agency"),
                            list("relay", "/body/source/relay"),
                            at("url", "/body/source/url"),
                            at("publishedOn", "/body/source/publishedOn"),
                            days("published", "/body/source/published"),
                            at("publishedAt", "/body/source/publishedAt"),
                            at("language", "/body/source/language"),
                            at("outletKind", "/body/resolved/outletKind"),
                            at("stance", "/body/stance"),
                            list("conditions", "/body/conditions", "text"),
                            list("conditionKeys", "/body/conditions", "key"),
                            days("saidOn", "/body/saidOn"),
                            at("saidAt", "/body/saidAt"),
                            at("saidAtOffset", "/body/saidAtOffset"),
                            at("saidAfter", "/body/saidAfter"),
                            at("denies", "/body/denies"),
                            at("spokenFor", "/body/spokenFor"),
                            at("speaker", "/body/speaker/actor"),
                            at("speakerName", "/body/speaker/name"),
                            at("role", "/body/speaker/role"),
                            at("office", "/body/resolved/speakerOffice"),
                            at("venue", "/body/venue"),
                            list("addressees", "/body/addressees"),
                            at("plover", "/body/act/plover"),
                            at("mode", "/body/act/mode"),
                            at("cameo", "/body/act/cameo"),
                            at("quoteType", "/body/quote/type"),
                            at("quote", "/body/quote/text"),
                            at("summary", "/body/summary"),
                            at("utterance", "/body/utterance"),
                            at("coder", "/body/coder/name"),
                            at("confidence", "/body/coder/confidence")));

    public static final SqliteTable POSITIONS =
            SqliteTable.of(
                    "positions",
                    List.of(
                            members("actor", "issue", "stance"),
                            days("since", "/since"),
                            list("conditions", "/conditions", "text"),
                            list("conditionKeys", "/conditions", "key"),
                            members("certainty", "mixed", "disputed", "lastHeard", "ascribedCount"),
                            at("statement", "/latest/statement"),
                            at("contested", "/latest/contested"),
                            at("countedStatements", "/counts/statements"),
                            at("countedReports", "/counts/reports"),
                            at("countedOutlets", "/counts/outlets"),
                            at("countedOrigins", "/counts/origins"),
                            at("heardStatements", "/heard/statements"),
                            at("heardReports", "/heard/reports"),
                            at("heardOutlets", "/heard/outlets"),
                            at("heardOrigins", "/heard/origins"),
                            at("previousStance", "/previous/stance"),
                            at("previousSince", "/previous/since"),
                            at("previousUntil", "/previous/until")));

    public static final SqliteTable SHIFTS =
            SqliteTable.of(
                    "shifts",
                    List.of(
                            members("actor", "issue", "kind", "certain"),
                            days("shiftedOn", "/between"),
                            at("fromStance", "/from/stance"),
                            list("fromConditions", "/from/conditions"),
                            at("fromStatement", "/from/statement"),
                            at("toStance", "/to/stance"),
                            list("toConditions", "/to/conditions"),
                            at("toStatement", "/to/statement")));

    private SqliteTables() {}
}
