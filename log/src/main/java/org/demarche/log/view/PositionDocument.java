package org.demarche.log.view;

import org.demarche.log.event.JsonWriter;
import org.demarche.model.fold.Position;

/**
 * A position in a view and in answers: JSON in which an empty field is null. Each list has only its
 * first few items, and the number of all items beside the list. A long text is cut and ends in "…",
 * and a long address is left out. Equal positions have equal bytes.
 */
public final class PositionDocument {

    /** The most bytes of a document. */
    public static final int LONGEST = 64 * 1024;

    private PositionDocument() {}

    public static byte[] write(Position position, Texts texts) {
        var cut = DocumentLimits.USUAL;
        var document = write(position, texts, cut);
        while (document.length > LONGEST) {
            cut = cut.halved();
            document = write(position, texts, cut);
        }
        return document;
    }

    private static byte[] write(Position position, Texts texts, DocumentLimits cut) {
        return JsonWriter.object(out -> new PositionWriter(out, texts, cut).write(position));
    }
}
