package org.demarche.gateway.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demarche.log.registry.Registry;
import org.junit.jupiter.api.Test;

/** Tables of lists whose JSON has its rows, or what is around them, in places of its own. */
class ColumnsTest {

    @Test
    void a_history_is_a_table_of_its_runs() {
        assertThat(
                        csv(
                                Columns.RUNS,
                                """
                                {"actor": "norland", "issue": "river-treaty",
                                 "items": [
                                   {"stance": "conditional", "since": "2024-01-01", "until": "2024-02-01",
                                    "conditions": [{"key": "dam", "text": "the dam", "origins": ["daily"], "originCount": 1}],
                                    "conditionCount": 1, "certainty": "certain",
                                    "counts": {"statements": 2, "reports": 3, "outlets": 1, "origins": 1},
                                    "statements": [
                                      {"statement": "s1", "saidOn": "2024-01-01", "stance": "conditional", "speaker": "ada-lund", "office": null, "contested": false},
                                      {"statement": "s2", "saidOn": "2024-02-01", "stance": "conditional", "speaker": null, "office": null, "contested": false}],
                                    "statementCount": 2},
                                   {"stance": "favor", "since": "2024-03-01", "until": null, "conditions": [], "conditionCount": 0,
                                    "certainty": "uncertain", "counts": {"statements": 1, "reports": 1, "outlets": 1, "origins": 1},
                                    "statements": [{"statement": "s3", "saidOn": "2024-03-01", "speaker": null}], "statementCount": 1}], "next": null}"""))
                .isEqualTo(
                        """
                        actor,issue,stance,since,until,conditions,conditionKeys,conditionCount,certainty,countedStatements,countedReports,countedOutlets,countedOrigins,statements,saidOn,speakers,statementCount,outweighedStatements,outweighedReports,outweighedOutlets,outweighedOrigins,actorName,actorCode,issueName,sinceEarliest,sinceLatest,untilEarliest,untilLatest,saidOnEarliest,saidOnLatest,speakerName\r
                        norland,river-treaty,conditional,2024-01-01,2024-02-01,the dam,dam,1,certain,2,3,1,1,s1; s2,2024-01-01; 2024-02-01,"ada-lund; ",2,,,,,,,,2024-01-01,2024-01-01,2024-02-01,2024-02-01,2024-01-01; 2024-02-01,2024-01-01; 2024-02-01,\r
                        norland,river-treaty,favor,2024-03-01,,,,0,uncertain,1,1,1,1,s3,2024-03-01,,1,,,,,,,,2024-03-01,2024-03-01,,,2024-03-01,2024-03-01,\r
                        """);
    }

    @Test
    void a_shift_has_two_sides_of_which_the_first_has_one() {
        assertThat(
                        csv(
                                Columns.SHIFTS,
                                """
                                {"items": [
                                  {"actor": "norland", "issue": "river-treaty", "kind": "soften", "between": "[2024-01-01..2024-03-01]",
                                   "from": {"stance": "conditional", "conditions": ["dam", "tolls"], "statement": "s1", "saidOn": "2024-01-01", "speaker": "ada-lund"},
                                   "to": {"stance": "favor", "conditions": [], "statement": "s2", "saidOn": "2024-03-01", "speaker": null}},
                                  {"actor": "norland", "issue": "river-treaty", "kind": "first", "between": "2024-01-01", "from": null,
                                   "to": {"stance": "conditional", "conditions": ["dam"], "statement": "s1", "saidOn": "2024-01-01", "speaker": "ada-lund"}}],
                                 "next": null}"""))
                .isEqualTo(
                        """
                        actor,issue,kind,between,fromStance,fromConditions,fromStatement,fromSaidOn,fromSpeaker,toStance,toConditions,toStatement,toSaidOn,toSpeaker,certain,actorName,actorCode,issueName,betweenEarliest,betweenLatest,fromSaidOnEarliest,fromSaidOnLatest,fromSpeakerName,toSaidOnEarliest,toSaidOnLatest,toSpeakerName\r
                        norland,river-treaty,soften,[2024-01-01..2024-03-01],conditional,dam; tolls,s1,2024-01-01,ada-lund,favor,,s2,2024-03-01,,,,,,2024-01-01,2024-03-01,2024-01-01,2024-01-01,,2024-03-01,2024-03-01,\r
                        norland,river-treaty,first,2024-01-01,,,,,,conditional,dam,s1,2024-01-01,ada-lund,,,,,2024-01-01,2024-01-01,,,,2024-01-01,2024-01-01,\r
                        """);
    }

    @Test
    void ascriptions_are_a_table() {
        assertThat(
                        csv(
                                Columns.ASCRIPTIONS,
                                """
                                {"items": [{"by": "sudland", "voice": "ascribed", "actor": "norland", "issue": "river-treaty", "stance": "against",
                                 "saidOn": "2024-01-01", "statement": "s1", "contradicts": true}], "next": "abc"}"""))
                .isEqualTo(
                        """
                        by,voice,actor,issue,stance,saidOn,statement,contradicts,byName,actorName,actorCode,issueName,saidOnEarliest,saidOnLatest\r
                        sudland,ascribed,norland,river-treaty,against,2024-01-01,s1,true,,,,,2024-01-01,2024-01-01\r
                        """);
    }

    @Test
    void an_explanation_is_a_table_of_its_statements() {
        assertThat(
                        csv(
                                Columns.EXPLANATION,
                                """
                                {"actor": "norland", "issue": "river-treaty", "rule": "latest-own/1",
                                 "stance": "favor", "since": "2024-01-01",
                                 "items": [{"statement": "s1", "saidOn": "2024-01-01", "stance": "favor", "voice": "own", "by": null,
                                   "reportCount": 2, "counted": true, "reason": "decisive"}]}"""))
                .isEqualTo(
                        """
                        actor,issue,statement,saidOn,stance,voice,by,reportCount,counted,reason,rule,setAside,setAsideCount,deniedBy,deniedCount,actorName,actorCode,issueName,saidOnEarliest,saidOnLatest,byName,evidence\r
                        norland,river-treaty,s1,2024-01-01,favor,own,,2,true,decisive,latest-own/1,,,,,,,,2024-01-01,2024-01-01,,\r
                        """);
    }

    @Test
    void no_table_has_two_columns_of_one_name() {
        for (var columns :
                List.of(
                        Columns.POSITIONS,
                        Columns.PANEL,
                        Columns.STATEMENTS,
                        Columns.ACTORS,
                        Columns.ISSUES,
                        Columns.OUTLETS,
                        Columns.RUNS,
                        Columns.SHIFTS,
                        Columns.ASCRIPTIONS,
                        Columns.EXPLANATION)) {
            assertThat(columns.names()).doesNotHaveDuplicates();
        }
    }

    private static String csv(Columns columns, String json) {
        return new String(Csv.header(columns, false), UTF_8)
                + new String(Csv.rows(json.getBytes(UTF_8), columns, new Registry()), UTF_8);
    }
}
