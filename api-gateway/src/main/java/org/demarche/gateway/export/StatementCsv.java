package org.demarche.gateway.export;

import static org.demarche.gateway.table.Column.ofList;
import static org.demarche.gateway.table.Column.ofRow;
import static org.demarche.gateway.table.Columns.plus;

import java.util.List;
import org.demarche.gateway.statement.StatementJson;
import org.demarche.gateway.table.Columns;
import org.demarche.gateway.table.Csv;
import org.demarche.log.registry.Registry;
import org.demarche.model.explain.StatementEvidence;

/** Writes one line for each report of a statement. The codebook explains the columns. */
final class StatementCsv implements StatementLines {

    static final Columns COLUMNS =
            new Columns(
                    "reports",
                    plus(
                            List.of(
                                    ofList("statement", "/statement"),
                                    ofRow("report", "/report"),
                                    ofList("holder", "/actor"),
                                    ofList("issue", "/issue"),
                                    ofList("voice", "/voice"),
                                    ofList("by", "/by"),
                                    ofList("statementStance", "/stance"),
                                    ofList("statementSaidOn", "/saidOn"),
                                    ofList("contested", "/contested"),
                                    ofRow("counted", "/counted"),
                                    ofRow("spokenFor", "/body/spokenFor"),
                                    ofRow("speaker", "/body/speaker/actor"),
                                    ofRow("speakerName", "/body/speaker/name"),
                                    ofRow("role", "/body/speaker/role"),
                                    ofRow("office", "/body/resolved/speakerOffice"),
                                    ofRow("stance", "/body/stance"),
                                    ofRow("conditions", "/body/conditions/text"),
                                    ofRow("conditionKeys", "/body/conditions/key"),
                                    ofRow("saidOn", "/body/saidOn"),
                                    ofRow("saidAt", "/body/saidAt"),
                                    ofRow("venue", "/body/venue"),
                                    ofRow("addressees", "/body/addressees"),
                                    ofRow("plover", "/body/act/plover"),
                                    ofRow("mode", "/body/act/mode"),
                                    ofRow("cameo", "/body/act/cameo"),
                                    ofRow("quoteType", "/body/quote/type"),
                                    ofRow("quote", "/body/quote/text"),
                                    ofRow("summary", "/body/summary"),
                                    ofRow("utterance", "/body/utterance"),
                                    ofRow("outlet", "/body/source/outlet"),
                                    ofRow("outletKind", "/body/resolved/outletKind"),
                                    ofRow("agency", "/body/source/agency"),
                                    ofRow("relay", "/body/source/relay"),
                                    ofRow("origin", "/body/resolved/origin"),
                                    ofRow("url", "/body/source/url"),
                                    ofRow("publishedOn", "/body/source/publishedOn"),
                                    ofRow("language", "/body/source/language"),
                                    ofRow("reliability", "/body/resolved/outletGrade"),
                                    ofRow("credibility", "/body/credibility"),
                                    ofRow("coder", "/body/coder/name"),
                                    ofRow("confidence", "/body/coder/confidence"),
                                    ofRow("recorded", "/recorded"),
                                    ofRow("saidAtOffset", "/body/saidAtOffset"),
                                    ofRow("saidAfter", "/body/saidAfter"),
                                    ofRow("denies", "/body/denies"),
                                    ofRow("published", "/body/source/published"),
                                    ofRow("publishedAt", "/body/source/publishedAt"),
                                    ofList("open", "/open"),
                                    ofList("deniedBy", "/denied/statement"),
                                    ofList("deniedCount", "/deniedCount")),
                            ofList("holder", "/actor").actor(),
                            ofList("issue", "/issue").issue(),
                            ofList("by", "/by").voice(),
                            ofList("statementSaidOn", "/saidOn").days(),
                            ofRow("spokenFor", "/body/spokenFor").actor(),
                            ofRow("saidOn", "/body/saidOn").days(),
                            ofRow("outlet", "/body/source/outlet").outlet(),
                            // speakerName is the speaker's name as the outlet gives it
                            ofRow("speakerActor", "/body/speaker/actor").person(),
                            ofRow("addressee", "/body/addressees").actor(),
                            ofRow("agency", "/body/source/agency").outlet(),
                            ofRow("origin", "/body/resolved/origin").voice(),
                            ofRow("published", "/body/source/published").days()));

    private final Registry registry;
    private final boolean bom;

    /**
     * @param bom whether to write a byte order mark before the first line
     */
    StatementCsv(Registry registry, boolean bom) {
        this.registry = registry;
        this.bom = bom;
    }

    @Override
    public byte[] head() {
        return Csv.header(COLUMNS, bom);
    }

    @Override
    public byte[] of(StatementEvidence statement) {
        return Csv.rows(StatementJson.of(statement), COLUMNS, registry);
    }
}
