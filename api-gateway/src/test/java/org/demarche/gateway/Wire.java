package org.demarche.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One side of an HTTP/1.1 connection, a piece at a time, so that a test says who waits for whom.
 */
public final class Wire implements AutoCloseable {

    /** A test that waits for bytes that never come must end. */
    public static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    public static Wire to(int port) throws IOException {
        return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** The first line and the headers, names in lower case; a repeated one has a comma between. */
    public record Head(String line, Map<String, String> headers) {}

    public Wire write(String text) throws IOException {
        return write(text.getBytes(UTF_8));
    }

    public Wire write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    public Wire writeChunk(String text) throws IOException {
        return writeChunk(text.getBytes(UTF_8));
    }

    public Wire writeChunk(byte[] bytes) throws IOException {
        return write(Integer.toHexString(bytes.length) + "\r\n").write(bytes).write("\r\n");
    }

    public Wire endChunks() throws IOException {
        return write("0\r\n\r\n");
    }

    public Head readHead() throws IOException {
        var line = readLine();
        var headers = new TreeMap<String, String>();
        for (var header = readLine(); !header.isEmpty(); header = readLine()) {
            var colon = header.indexOf(':');
            headers.merge(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip(),
                    (first, next) -> first + ", " + next);
        }
        return new Head(line, headers);
    }

    public byte[] read(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("Closed after %d of %d bytes".formatted(bytes.length, length));
        }
        return bytes;
    }

    /** The next chunk; empty at the last. */
    public byte[] readChunk() throws IOException {
        var bytes = read(Integer.parseInt(readLine(), 16));
        readLine();
        return bytes;
    }

    /** Chunks until they hold a line's end. */
    public String readChunkedLine() throws IOException {
        var line = new ByteArrayOutputStream();
        do {
            line.writeBytes(readChunk());
        } while (!line.toString(UTF_8).endsWith("\n"));
        return line.toString(UTF_8);
    }

    /** Whether the other side has gone; waits until something comes or it has. */
    public boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            throw new IllegalStateException("Still open", e);
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Closed within a line");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(ISO_8859_1);
    }
}
