package io.spillway.gateway.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A socket to the gateway that says exactly what a test tells it to. */
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** An answer, whole. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public boolean has(String code) {
            return body.contains("<Code>" + code + "</Code>");
        }
    }

    public RawConnection(GatewayFixture gateway) throws IOException {
        socket = new Socket(gateway.address().getAddress(), gateway.address().getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** One request and its answer on a connection of their own. */
    public static Answer exchange(GatewayFixture gateway, RawRequest request) throws IOException {
        try (RawConnection connection = new RawConnection(gateway)) {
            connection.send(request.bytes());
            return connection.answer();
        }
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Answer answer() throws IOException {
        return answer(true);
    }

    /**
     * Reads an answer.
     *
     * @param withBody false for the answer to HEAD
     */
    public Answer answer(boolean withBody) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the answer's body was cut off at " + body.length + " of " + length);
        }
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** Whether the gateway has closed the connection, once everything was read. */
    public boolean isClosedByGateway() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the gateway closed the connection");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
