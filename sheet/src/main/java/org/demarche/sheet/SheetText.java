package org.demarche.sheet;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * The text of a file that a spreadsheet wrote.
 *
 * @param encoding the encoding that the byte order mark names, or, without such a mark, the given
 *     one
 */
public record SheetText(Reader reader, Charset encoding) {

    private static final int LONGEST_MARK = 3;

    /**
     * @param said the encoding of a file without a byte order mark
     * @return a text whose reader fails on bytes that the encoding does not have
     */
    public static SheetText of(InputStream bytes, Charset said) throws IOException {
        var in = new PushbackInputStream(bytes, LONGEST_MARK);
        var first = in.readNBytes(LONGEST_MARK);
        var mark = mark(first);
        var encoding = mark == 0 ? said : marked(first);
        in.unread(first, mark, first.length - mark);
        var decoder =
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new SheetText(new InputStreamReader(in, decoder), encoding);
    }

    private static int mark(byte[] first) {
        if (first.length == LONGEST_MARK
                && at(first, 0) == 0xEF
                && at(first, 1) == 0xBB
                && at(first, 2) == 0xBF) {
            return LONGEST_MARK;
        }
        return first.length >= 2
                        && (at(first, 0) == 0xFF && at(first, 1) == 0xFE
                                || at(first, 0) == 0xFE && at(first, 1) == 0xFF)
                ? 2
                : 0;
    }

    private static Charset marked(byte[] first) {
        return switch (at(first, 0)) {
            case 0xFF -> UTF_16LE;
            case 0xFE -> UTF_16BE;
            default -> UTF_8;
        };
    }

    private static int at(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }
}
