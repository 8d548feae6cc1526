package org.demarche.sheet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the body of a report of each row. An empty cell is an absent field. */
public final class RowReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> TRUE = Set.of("true", "yes", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "0");

    private final SheetHeader header;
    private final ColumnMap map;

    public RowReader(SheetHeader header, ColumnMap map) {
        this.header = header;
        this.map = map;
    }

    /**
     * @param body empty if the row is blank; not to be filed if there are faults
     */
    public record Read(ObjectNode body, List<CellFault> faults) {

        public Read {
            faults = List.copyOf(faults);
        }

        public boolean isBlank() {
            return body.isEmpty() && faults.isEmpty();
        }
    }

    public Read read(SheetRow row) {
        var body = JsonNodeFactory.instance.objectNode();
        var faults = new ArrayList<>(row.faults());
        if (row.isBlank()) {
            return new Read(body, faults);
        }
        map.fixed().forEach((column, value) -> put(body, column, value));
        for (var at = 0; at < row.cells().size(); at++) {
            try {
                read(row.cells().get(at), at, body);
            } catch (IllegalArgumentException e) {
                faults.add(new CellFault(at, String.valueOf(e.getMessage())));
            }
        }
        if (body.has("event") && !body.has("report")) {
            faults.add(
                    new CellFault(
                            columnOf(ReportColumn.EVENT),
                            "is the number of an event, but the row has no report: clear it to file a new report"));
        }
        return new Read(body, faults);
    }

    private void read(String cell, int at, ObjectNode body) {
        if (cell.isBlank()) {
            return;
        }
        if (at >= header.columns().size() || header.headers().get(at).isBlank()) {
            throw new IllegalArgumentException("stands in a column without a header: clear it");
        }
        header.columns()
                .get(at)
                .ifPresent(
                        column -> put(body, column, map.value(column, FormulaMark.takeOff(cell))));
    }

    private void put(ObjectNode body, ReportColumn column, String text) {
        var path = column.pointer().substring(1).split("/");
        var object = path.length == 1 ? body : body.withObjectProperty(path[0]);
        var name = path[path.length - 1];
        switch (column.form()) {
            case TEXT -> object.put(name, text);
            case LABEL -> object.put(name, text.strip().toLowerCase(Locale.ROOT));
            case DATE -> object.put(name, map.dates().iso(text));
            case NUMBER -> object.put(name, number(text.strip()));
            case FLAG -> flag(object, name, text.strip().toLowerCase(Locale.ROOT));
            case TEXTS -> {
                var texts = object.putArray(name);
                CellList.read(text, false).forEach(item -> texts.add(item.text()));
            }
            case CONDITIONS -> {
                var conditions = object.putArray(name);
                for (var item : CellList.read(text, true)) {
                    var condition = conditions.addObject();
                    if (item.key() != null) {
                        condition.put("key", item.key());
                    }
                    condition.put("text", item.text());
                }
            }
        }
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("'%s' is not a whole number".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static void flag(ObjectNode object, String name, String text) {
        if (TRUE.contains(text)) {
            object.put(name, true);
        } else if (!FALSE.contains(text)) {
            throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
        }
    }

    private int columnOf(ReportColumn wanted) {
        for (var at = 0; at < header.columns().size(); at++) {
            if (header.columns().get(at).filter(wanted::equals).isPresent()) {
                return at;
            }
        }
        return 0;
    }
}
