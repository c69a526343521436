package io.spillway.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One kept-alive connection to an S3 endpoint, used by one thread. Speaks just what the generator needs. */
final class S3Connection implements AutoCloseable {
    /** A piece of a large body that stays in a nearby cache until it is compared: memory is shared with the server. */
    private static final int BUFFER = 128 << 10;
    /** As soon as so much of a request is gathered, it is sent with one call of the system: a small one whole. */
    private static final int AT_ONCE = 256 << 10;
    /** Enough for the code and the message. */
    private static final int MOST_OF_AN_ERROR = 500;

    private final InetSocketAddress address;
    private final RequestSigner signer;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private Optional<SocketChannel> channel = Optional.empty();

    /**
     * What came back, but for its body, which has been read.
     *
     * @param error the beginning of the body of an answer that is no success; such a body goes to no sink
     */
    record Answer(int status, long length, String error) {}

    /** Takes the pieces of a body as they come; the buffer is good until it returns. */
    interface Sink {
        void accept(long offset, ByteBuffer piece) throws IOException;
    }

    /** Gives the pieces of a body. */
    interface Pieces {
        ByteBuffer at(long offset);
    }

    S3Connection(URI endpoint, Credentials credentials) {
        address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        signer = new RequestSigner(credentials, endpoint.getAuthority(), Clock.systemUTC());
    }

    Answer put(String path, long length, Pieces body) throws IOException {
        SocketChannel socket = open();
        List<ByteBuffer> pieces = new ArrayList<>();
        pieces.add(ByteBuffer.wrap(signer.head("PUT", path, "", length, "")));
        long sent = 0;
        do {
            long gathered = 0;
            while (sent < length && gathered < AT_ONCE) {
                ByteBuffer piece = body.at(sent);
                pieces.add(piece);
                gathered += piece.remaining();
                sent += piece.remaining();
            }
            send(socket, pieces);
            pieces.clear();
        } while (sent < length);
        return answer(socket, (_, _) -> {});
    }

    private static void send(SocketChannel socket, List<ByteBuffer> pieces) throws IOException {
        ByteBuffer[] all = pieces.toArray(ByteBuffer[]::new);
        while (all[all.length - 1].hasRemaining()) {
            socket.write(all);
        }
    }

    Answer get(String path, String query, Sink sink) throws IOException {
        return get(path, query, "", sink);
    }

    /** The first bytes of an object, up to so many. */
    Answer getBeginning(String path, long length, Sink sink) throws IOException {
        return get(path, "", "Range: bytes=0-" + (length - 1) + "\r\n", sink);
    }

    private Answer get(String path, String query, String headers, Sink sink) throws IOException {
        SocketChannel socket = open();
        ByteBuffer head = ByteBuffer.wrap(signer.head("GET", path, query, 0, headers));
        while (head.hasRemaining()) {
            socket.write(head);
        }
        return answer(socket, sink);
    }

    private SocketChannel open() throws IOException {
        if (channel.isPresent()) {
            return channel.get();
        }
        SocketChannel socket = SocketChannel.open(address);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in.limit(0);
        channel = Optional.of(socket);
        return socket;
    }

    private Answer answer(SocketChannel socket, Sink sink) throws IOException {
        String[] head = head(socket).split("\r\n", -1);
        int status = Integer.parseInt(head[0].split(" ", 3)[1]);
        if (status == 100) {
            return answer(socket, sink);
        }
        boolean success = status / 100 == 2;
        StringBuilder error = new StringBuilder();
        Sink taker = success ? sink : (_, piece) -> error.append(beginning(piece));
        long length;
        if (header(head, "transfer-encoding").equals(Optional.of("chunked"))) {
            length = chunkedBody(socket, taker);
        } else {
            length = header(head, "content-length").map(Long::parseLong).orElse(0L);
            body(socket, 0, length, taker);
        }
        if (header(head, "connection").filter("close"::equalsIgnoreCase).isPresent()) {
            close();
        }
        return new Answer(status, length, error.toString());
    }

    private static String beginning(ByteBuffer piece) {
        return StandardCharsets.UTF_8.decode(piece.slice(0, Math.min(piece.limit(), MOST_OF_AN_ERROR))).toString();
    }

    /** Status line and headers, without the empty line; on return the buffer stands at the body. */
    private String head(SocketChannel socket) throws IOException {
        StringBuilder head = new StringBuilder(512);
        for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static Optional<String> header(String[] head, String name) {
        for (String line : head) {
            int colon = line.indexOf(':');
            if (colon == name.length() && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(line.substring(colon + 1).strip());
            }
        }
        return Optional.empty();
    }

    private void body(SocketChannel socket, long offset, long length, Sink sink) throws IOException {
        long done = 0;
        while (done < length) {
            if (!in.hasRemaining()) {
                fill(socket);
            }
            int count = (int) Math.min(in.remaining(), length - done);
            sink.accept(offset + done, in.slice(in.position(), count));
            in.position(in.position() + count);
            done += count;
        }
    }

    private long chunkedBody(SocketChannel socket, Sink sink) throws IOException {
        long offset = 0;
        while (true) {
            long size = Long.parseLong(line(socket), 16);
            body(socket, offset, size, sink);
            offset += size;
            line(socket);
            if (size == 0) {
                return offset;
            }
        }
    }

    private String line(SocketChannel socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte next = next(socket); next != '\n'; next = next(socket)) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private byte next(SocketChannel socket) throws IOException {
        if (!in.hasRemaining()) {
            fill(socket);
        }
        return in.get();
    }

    private void fill(SocketChannel socket) throws IOException {
        in.clear();
        int count = socket.read(in);
        in.flip();
        if (count < 0) {
            throw new EOFException("the server closed the connection in the middle of an answer");
        }
    }

    @Override
    public void close() throws IOException {
        Optional<SocketChannel> open = channel;
        channel = Optional.empty();
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
