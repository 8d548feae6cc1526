package org.demarche.log.view;

import org.demarche.log.event.JsonWriter;
import org.demarche.model.Position;

/**
 * A position as it is stored and served: JSON with every field in its place, null where there is
 * nothing. Of each list it shows the first few, with the number of all beside it; texts past a
 * length end in "…", addresses past one are left out. Equal positions make equal bytes.
 */
public final class PositionDocument {

    /** The most bytes of a document. */
    public static final int LONGEST = 64 * 1024;

    private PositionDocument() {}

    public static byte[] write(Position position, Texts texts) {
        var cut = Cut.USUAL;
        var document = write(position, texts, cut);
        while (document.length > LONGEST) {
            cut = cut.halved();
            document = write(position, texts, cut);
        }
        return document;
    }

    private static byte[] write(Position position, Texts texts, Cut cut) {
        return JsonWriter.object(out -> new PositionWriter(out, texts, cut).write(position));
    }
}
