package org.demarche.cli.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.demarche.cli.terminal.ExitCode;
import org.demarche.cli.terminal.Failure;
import org.mozilla.universalchardet.UniversalDetector;

/** Finds files that are not in UTF-8, before any part of them is sent. */
public final class Encoding {

    private static final int BUFFER = 1 << 16;

    private Encoding() {}

    /**
     * @throws Failure if a byte is not UTF-8; the failure names the first such byte, and the
     *     encoding that the file may have
     */
    public static void requireUtf8(Path file) {
        try (var in = Files.newInputStream(file)) {
            var fault = firstFault(in, UTF_8);
            if (fault >= 0) {
                throw new Failure(ExitCode.NO, sentence(file, fault));
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO, "%s cannot be read: %s.".formatted(file, Failure.reason(e)), e);
        }
    }

    /**
     * Returns the offset of the first byte that is not part of a character; -1 if there is none.
     */
    public static long firstFault(Path file, Charset charset) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return firstFault(in, charset);
        }
    }

    private static long firstFault(InputStream in, Charset charset) throws IOException {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(BUFFER).limit(0);
        var characters = CharBuffer.allocate(BUFFER);
        var before = 0L;
        while (true) {
            before += bytes.position();
            bytes.compact();
            var read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            if (decoder.decode(bytes, characters.clear(), read < 0).isError()) {
                return before + bytes.position();
            }
            if (read < 0) {
                return -1;
            }
        }
    }

    private static String sentence(Path file, long fault) throws IOException {
        var detected = UniversalDetector.detectCharset(file);
        var guess =
                detected == null || detected.equals("UTF-8")
                        ? ""
                        : " It may be in %s: `iconv -f %s -t UTF-8` converts it."
                                .formatted(detected, detected);
        return "%s is not in UTF-8: byte %d, in line %d. Nothing was filed from it.%s"
                .formatted(file, fault + 1, line(file, fault), guess);
    }

    /** Returns the number of the line, from 1, that has this byte. */
    public static long line(Path file, long fault) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            var line = 1L;
            for (var at = 0L; at < fault; at++) {
                if (in.read() == '\n') {
                    line++;
                }
            }
            return line;
        }
    }
}
