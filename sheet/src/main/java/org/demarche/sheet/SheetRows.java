package org.demarche.sheet;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, one at a time. */
public interface SheetRows extends Closeable {

    /**
     * Returns the next row; null at the end. Rows without cells may be left out, but they count in
     * the numbers of the rows.
     *
     * @throws SheetFault if the sheet cannot be read further
     */
    @Nullable SheetRow next() throws IOException;
}
