package org.demarche.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A client of one connection that decides itself when it writes and when it reads. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    RawConnection(int port) throws IOException {
        this(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** One that holds few bytes that are not read yet. */
    static RawConnection small(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return new RawConnection(socket);
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** Begins a chunked POST of NDJSON with reports. */
    void beginStream(String query) throws IOException {
        beginStreamTo("/v1/reports" + query);
    }

    void beginStreamTo(String path) throws IOException {
        write(
                "POST %s HTTP/1.1\r\nHost: ingest\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(path));
    }

    void chunk(String text) throws IOException {
        chunk(text.getBytes(UTF_8));
    }

    void chunk(byte[] bytes) throws IOException {
        write(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write("\r\n");
    }

    void endStream() throws IOException {
        write("0\r\n\r\n");
    }

    /** Status line and headers. */
    List<String> head() throws IOException {
        var head = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
        return head;
    }

    /** The next chunk of the answer; empty at its end. */
    String readChunk() throws IOException {
        var length = Integer.parseInt(line(), 16);
        var chunk = in.readNBytes(length);
        line();
        return new String(chunk, UTF_8);
    }

    /** All chunks that are left. */
    String readChunks() throws IOException {
        var all = new StringBuilder();
        for (var chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
            all.append(chunk);
        }
        return all.toString();
    }

    /** All chunks that are left before the server closes. */
    String readChunksBeforeEnd() throws IOException {
        var all = new StringBuilder();
        try {
            while (true) {
                all.append(readChunk());
            }
        } catch (EOFException | SocketException _) {
            return all.toString();
        }
    }

    /** Until the server closes. */
    String readAll() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    /** Goes without a word. */
    void hangUp() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended after " + line);
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
