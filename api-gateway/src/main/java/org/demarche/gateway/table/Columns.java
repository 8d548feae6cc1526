package org.demarche.gateway.table;

import static org.demarche.gateway.table.Column.ofList;
import static org.demarche.gateway.table.Column.ofRow;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of every table. A published name never changes, and new columns come last.
 *
 * @param rows the field of the document that has the rows
 */
public record Columns(String rows, List<Column> all) {

    private static final String ITEMS = "items";

    private static final List<Column> POSITION =
            plus(
                    List.of(
                            ofRow("actor", "/actor"),
                            ofRow("issue", "/issue"),
                            ofRow("stance", "/stance"),
                            ofRow("since", "/since"),
                            ofRow("conditions", "/conditions/text"),
                            ofRow("conditionKeys", "/conditions/key"),
                            ofRow("conditionCount", "/conditionCount"),
                            ofRow("certainty", "/certainty"),
                            ofRow("mixed", "/mixed"),
                            ofRow("disputed", "/disputed"),
                            ofRow("lastHeard", "/lastHeard"),
                            ofRow("statement", "/latest/statement"),
                            ofRow("saidOn", "/latest/saidOn"),
                            ofRow("speaker", "/latest/speaker"),
                            ofRow("office", "/latest/office"),
                            ofRow("summary", "/latest/summary"),
                            ofRow("contested", "/latest/contested"),
                            ofRow("reports", "/latest/reports/report"),
                            ofRow("outlets", "/latest/reports/outlet"),
                            ofRow("urls", "/latest/reports/url"),
                            ofRow("reportCount", "/latest/reportCount"),
                            ofRow("countedStatements", "/counts/statements"),
                            ofRow("countedReports", "/counts/reports"),
                            ofRow("countedOutlets", "/counts/outlets"),
                            ofRow("countedOrigins", "/counts/origins"),
                            ofRow("heardStatements", "/heard/statements"),
                            ofRow("heardReports", "/heard/reports"),
                            ofRow("heardOutlets", "/heard/outlets"),
                            ofRow("heardOrigins", "/heard/origins"),
                            ofRow("previousStance", "/previous/stance"),
                            ofRow("previousSince", "/previous/since"),
                            ofRow("previousUntil", "/previous/until"),
                            ofRow("ascribedBy", "/ascribed/by"),
                            ofRow("ascribedStances", "/ascribed/stance"),
                            ofRow("ascribedCount", "/ascribedCount"),
                            ofRow("rule", "/rule"),
                            ofRow("reliabilities", "/latest/reports/reliability"),
                            ofRow("credibilities", "/latest/reports/credibility"),
                            ofRow("deniedBy", "/latest/denied/statement"),
                            ofRow("deniedCount", "/latest/deniedCount"),
                            ofRow("outweighedStatements", "/outweighed/statements"),
                            ofRow("outweighedReports", "/outweighed/reports"),
                            ofRow("outweighedOutlets", "/outweighed/outlets"),
                            ofRow("outweighedOrigins", "/outweighed/origins")),
                    ofRow("actor", "/actor").actor(),
                    ofRow("issue", "/issue").issue(),
                    ofRow("since", "/since").days(),
                    ofRow("lastHeard", "/lastHeard").days(),
                    ofRow("saidOn", "/latest/saidOn").days(),
                    ofRow("speaker", "/latest/speaker").person(),
                    ofRow("outlet", "/latest/reports/outlet").outlet(),
                    ofRow("previousSince", "/previous/since").days(),
                    ofRow("previousUntil", "/previous/until").days(),
                    ofRow("ascribedBy", "/ascribed/by").voice());

    public static final Columns POSITIONS = new Columns(ITEMS, POSITION);

    /** The positions of a panel, each with its day. */
    public static final Columns PANEL =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(ofRow("asOf", "/asOf")),
                            POSITION.stream().map(column -> column.within("position")).toList()));

    public static final Columns STATEMENTS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("statement", "/statement"),
                                    ofRow("actor", "/actor"),
                                    ofRow("issue", "/issue"),
                                    ofRow("voice", "/voice"),
                                    ofRow("by", "/by"),
                                    ofRow("stance", "/stance"),
                                    ofRow("saidOn", "/saidOn"),
                                    ofRow("contested", "/contested"),
                                    ofRow("lead", "/lead"),
                                    ofRow("countedReports", "/counts/reports"),
                                    ofRow("countedOutlets", "/counts/outlets"),
                                    ofRow("countedOrigins", "/counts/origins"),
                                    ofRow("reports", "/reports/report"),
                                    ofRow("outlets", "/reports/body/source/outlet"),
                                    ofRow("urls", "/reports/body/source/url"),
                                    ofRow("speakers", "/reports/body/speaker/actor"),
                                    ofRow("speakerNames", "/reports/body/speaker/name"),
                                    ofRow("summaries", "/reports/body/summary"),
                                    ofRow("differences", "/differences/field"),
                                    ofRow("reliabilities", "/reports/reliability"),
                                    ofRow("credibilities", "/reports/credibility"),
                                    ofRow("open", "/open"),
                                    ofRow("deniedBy", "/denied/statement"),
                                    ofRow("deniedCount", "/deniedCount"),
                                    ofRow("outweighedReports", "/outweighed/reports"),
                                    ofRow("outweighedOutlets", "/outweighed/outlets"),
                                    ofRow("outweighedOrigins", "/outweighed/origins")),
                            ofRow("actor", "/actor").actor(),
                            ofRow("issue", "/issue").issue(),
                            ofRow("by", "/by").voice(),
                            ofRow("saidOn", "/saidOn").days(),
                            ofRow("outlet", "/reports/body/source/outlet").outlet(),
                            ofRow("speakerActor", "/reports/body/speaker/actor").person()));

    public static final Columns ACTORS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("id", "/id"),
                                    ofRow("kind", "/kind"),
                                    ofRow("name", "/name"),
                                    ofRow("aliases", "/aliases"),
                                    ofRow("code", "/code"),
                                    ofRow("sector", "/sector"),
                                    ofRow("wikidata", "/wikidata"),
                                    ofRow("membership", "/membership"),
                                    ofRow("memberOf", "/memberOf/actor"),
                                    ofRow("roles", "/memberOf/role"),
                                    ofRow("memberFrom", "/memberOf/from"),
                                    ofRow("memberTo", "/memberOf/to"),
                                    ofRow("mergedInto", "/mergedInto"),
                                    ofRow("from", "/from"),
                                    ofRow("to", "/to"),
                                    ofRow("successors", "/successors")),
                            ofRow("from", "/from").days(),
                            ofRow("to", "/to").days(),
                            ofRow("memberFrom", "/memberOf/from").days(),
                            ofRow("memberTo", "/memberOf/to").days(),
                            ofRow("memberOf", "/memberOf/actor").actor(),
                            ofRow("successor", "/successors").actor()));

    public static final Columns ISSUES =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("id", "/id"),
                                    ofRow("name", "/name"),
                                    ofRow("proposition", "/proposition"),
                                    ofRow("aliases", "/aliases"),
                                    ofRow("parent", "/parent"),
                                    ofRow("mergedInto", "/mergedInto")),
                            ofRow("parent", "/parent").issue()));

    public static final Columns OUTLETS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("id", "/id"),
                                    ofRow("kind", "/kind"),
                                    ofRow("name", "/name"),
                                    ofRow("aliases", "/aliases"),
                                    ofRow("owner", "/owner"),
                                    ofRow("country", "/country"),
                                    ofRow("url", "/url"),
                                    ofRow("grades", "/reliability/grade"),
                                    ofRow("gradedFrom", "/reliability/from"),
                                    ofRow("mergedInto", "/mergedInto")),
                            ofRow("owner", "/owner").voice()));

    /** The runs of a history. The shifts have their own table. */
    public static final Columns RUNS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofList("actor", "/actor"),
                                    ofList("issue", "/issue"),
                                    ofRow("stance", "/stance"),
                                    ofRow("since", "/since"),
                                    ofRow("until", "/until"),
                                    ofRow("conditions", "/conditions/text"),
                                    ofRow("conditionKeys", "/conditions/key"),
                                    ofRow("conditionCount", "/conditionCount"),
                                    ofRow("certainty", "/certainty"),
                                    ofRow("countedStatements", "/counts/statements"),
                                    ofRow("countedReports", "/counts/reports"),
                                    ofRow("countedOutlets", "/counts/outlets"),
                                    ofRow("countedOrigins", "/counts/origins"),
                                    ofRow("statements", "/statements/statement"),
                                    ofRow("saidOn", "/statements/saidOn"),
                                    ofRow("speakers", "/statements/speaker"),
                                    ofRow("statementCount", "/statementCount"),
                                    ofRow("outweighedStatements", "/outweighed/statements"),
                                    ofRow("outweighedReports", "/outweighed/reports"),
                                    ofRow("outweighedOutlets", "/outweighed/outlets"),
                                    ofRow("outweighedOrigins", "/outweighed/origins")),
                            ofList("actor", "/actor").actor(),
                            ofList("issue", "/issue").issue(),
                            ofRow("since", "/since").days(),
                            ofRow("until", "/until").days(),
                            ofRow("saidOn", "/statements/saidOn").days(),
                            ofRow("speaker", "/statements/speaker").person()));

    public static final Columns SHIFTS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("actor", "/actor"),
                                    ofRow("issue", "/issue"),
                                    ofRow("kind", "/kind"),
                                    ofRow("between", "/between"),
                                    ofRow("fromStance", "/from/stance"),
                                    ofRow("fromConditions", "/from/conditions"),
                                    ofRow("fromStatement", "/from/statement"),
                                    ofRow("fromSaidOn", "/from/saidOn"),
                                    ofRow("fromSpeaker", "/from/speaker"),
                                    ofRow("toStance", "/to/stance"),
                                    ofRow("toConditions", "/to/conditions"),
                                    ofRow("toStatement", "/to/statement"),
                                    ofRow("toSaidOn", "/to/saidOn"),
                                    ofRow("toSpeaker", "/to/speaker"),
                                    ofRow("certain", "/certain")),
                            ofRow("actor", "/actor").actor(),
                            ofRow("issue", "/issue").issue(),
                            ofRow("between", "/between").days(),
                            ofRow("fromSaidOn", "/from/saidOn").days(),
                            ofRow("fromSpeaker", "/from/speaker").person(),
                            ofRow("toSaidOn", "/to/saidOn").days(),
                            ofRow("toSpeaker", "/to/speaker").person()));

    public static final Columns ASCRIPTIONS =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofRow("by", "/by"),
                                    ofRow("voice", "/voice"),
                                    ofRow("actor", "/actor"),
                                    ofRow("issue", "/issue"),
                                    ofRow("stance", "/stance"),
                                    ofRow("saidOn", "/saidOn"),
                                    ofRow("statement", "/statement"),
                                    ofRow("contradicts", "/contradicts")),
                            ofRow("by", "/by").voice(),
                            ofRow("actor", "/actor").actor(),
                            ofRow("issue", "/issue").issue(),
                            ofRow("saidOn", "/saidOn").days()));

    public static final Columns EXPLANATION =
            new Columns(
                    ITEMS,
                    plus(
                            List.of(
                                    ofList("actor", "/actor"),
                                    ofList("issue", "/issue"),
                                    ofRow("statement", "/statement"),
                                    ofRow("saidOn", "/saidOn"),
                                    ofRow("stance", "/stance"),
                                    ofRow("voice", "/voice"),
                                    ofRow("by", "/by"),
                                    ofRow("reportCount", "/reportCount"),
                                    ofRow("counted", "/counted"),
                                    ofRow("reason", "/reason"),
                                    ofList("rule", "/rule"),
                                    ofRow("setAside", "/setAside/report"),
                                    ofRow("setAsideCount", "/setAsideCount"),
                                    ofRow("deniedBy", "/denied/statement"),
                                    ofRow("deniedCount", "/deniedCount")),
                            ofList("actor", "/actor").actor(),
                            ofList("issue", "/issue").issue(),
                            ofRow("saidOn", "/saidOn").days(),
                            ofRow("by", "/by").voice(),
                            List.of(ofRow("evidence", "/evidence/report"))));

    public Columns {
        all = List.copyOf(all);
    }

    /** The columns of a list. */
    public static Columns of(Column... all) {
        return of(List.of(all));
    }

    /** The columns of a list. */
    public static Columns of(List<Column> all) {
        return new Columns(ITEMS, all);
    }

    @SafeVarargs
    public static List<Column> plus(List<Column> columns, List<Column>... more) {
        var all = new ArrayList<>(columns);
        for (var each : more) {
            all.addAll(each);
        }
        return List.copyOf(all);
    }

    public List<String> names() {
        return all.stream().map(Column::name).toList();
    }
}
