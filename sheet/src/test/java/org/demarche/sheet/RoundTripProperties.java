package org.demarche.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;

/** Whatever a report says, its row says the same. */
class RoundTripProperties {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 500)
    void a_body_in_a_row_is_the_same_body(@ForAll("bodies") ObjectNode body) throws IOException {
        var csv = CSVFormat.RFC4180.format(BodyCells.headers().toArray());
        csv += "\r\n" + CSVFormat.RFC4180.format(BodyCells.of(body).toArray()) + "\r\n";

        var rows = CsvRows.open(new StringReader(csv), ColumnMap.NONE);
        var header = SheetHeader.read(rows, ColumnMap.NONE);
        var read = new RowReader(header, ColumnMap.NONE).read(rows.next());

        assertThat(read.faults()).isEmpty();
        assertThat(read.body()).isEqualTo(withoutDerived(body));
        assertThat(rows.next()).isNull();
    }

    /** The log makes publishedOn of a month. */
    private static ObjectNode withoutDerived(ObjectNode body) {
        if (body.get("source") instanceof ObjectNode source && source.has("published")) {
            source.remove("publishedOn");
        }
        return body;
    }

    @Provide
    static Arbitrary<ObjectNode> bodies() {
        return Combinators.combine(
                        texts().list().ofSize(24),
                        Arbitraries.integers().between(0, 1 << 24),
                        texts().list().ofMaxSize(4),
                        Combinators.combine(texts().injectNull(0.4), texts())
                                .as(CellList.Item::new)
                                .list()
                                .ofMaxSize(4),
                        Arbitraries.integers().between(0, 999))
                .as(RoundTripProperties::body);
    }

    /**
     * @param which a bit for each field that is there
     */
    private static ObjectNode body(
            List<String> texts,
            int which,
            List<String> list,
            List<CellList.Item> conditions,
            int number) {
        var body = JSON.objectNode();
        body.put("report", "a.b." + number).put("event", number);
        if (number % 3 == 0) {
            body.put("retracted", true);
        }
        var at = 0;
        for (var column : ReportColumn.ALL) {
            if (column.form() == ReportColumn.Form.TEXT && column != ReportColumn.REPORT) {
                put(body, column, texts.get(at % texts.size()), (which >> at & 1) == 1);
                at++;
            }
        }
        put(body, ReportColumn.STANCE, "conditional", true);
        put(body, ReportColumn.SAID_ON, "[2024-01-02..2024-02]", number % 2 == 0);
        put(body, ReportColumn.PUBLISHED_ON, "2024-03-01", number % 5 == 0);
        if (!list.isEmpty()) {
            var addressees = body.putArray("addressees");
            list.forEach(addressees::add);
        }
        if (!conditions.isEmpty()) {
            var all = body.putArray("conditions");
            for (var one : conditions) {
                var condition = all.addObject();
                if (one.key() != null) {
                    condition.put("key", one.key());
                }
                condition.put("text", one.text());
            }
        }
        return body;
    }

    private static void put(ObjectNode body, ReportColumn column, String text, boolean there) {
        if (there) {
            var path = column.pointer().substring(1).split("/");
            var object = path.length == 1 ? body : body.withObjectProperty(path[0]);
            object.put(path[path.length - 1], text);
        }
    }

    /** Not blank, with much of what separates cells, quotes texts and begins formulas. */
    private static Arbitrary<String> texts() {
        var special =
                Arbitraries.of(
                        ";[]\"',=+-@ \t\n\r{}\uFF1D0012".chars().mapToObj(c -> (char) c).toList());
        var plain = Arbitraries.chars().range('a', 'z');
        return Arbitraries.oneOf(special, plain)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(letters -> letters.stream().map(String::valueOf).reduce("", String::concat))
                .filter(text -> !text.isBlank());
    }
}
