package io.spillway.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of the load on one bucket of an S3 endpoint. Objects are named by number, in order. */
record S3Load(URI endpoint, Credentials credentials, String bucket) {
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");
    private static final Pattern KEY = Pattern.compile("<Key>");

    private S3Connection connect() {
        return new S3Connection(endpoint, credentials);
    }

    private String path(long number) {
        return "/%s/object-%010d".formatted(bucket, number);
    }

    void createBucket() throws IOException {
        try (S3Connection connection = connect()) {
            expect(200, connection.put("/" + bucket, 0, _ -> ByteBuffer.allocate(0)));
        }
    }

    Load.Client puts(Body body) {
        S3Connection connection = connect();
        return client(connection, number -> {
            expect(200, connection.put(path(number), body.size(), offset -> body.piece(number, offset)));
            return body.size();
        });
    }

    /** Reads object {@code number % stored} and compares every byte. */
    Load.Client gets(Body body, long stored) {
        S3Connection connection = connect();
        return client(connection, number -> {
            long object = number % stored;
            expect(200, body.size(), connection.get(path(object), "", compared(body, object)));
            return body.size();
        });
    }

    /** The same for the beginning of each object, whose last byte comes soon behind its first. */
    Load.Client getsOfBeginnings(Body body, long stored, Size beginning) {
        S3Connection connection = connect();
        return client(connection, number -> {
            long object = number % stored;
            expect(206, beginning.bytes(),
                    connection.getBeginning(path(object), beginning.bytes(), compared(body, object)));
            return beginning.bytes();
        });
    }

    private S3Connection.Sink compared(Body body, long object) {
        return (offset, piece) -> {
            if (!body.matches(object, offset, piece)) {
                throw new IOException(path(object) + " was answered with other bytes near offset " + offset);
            }
        };
    }

    /** Each operation lists the whole bucket, page by page, and fails unless it sees this many keys. */
    Load.Client listings(long keys) {
        S3Connection connection = connect();
        return client(connection, _ -> {
            long seen = listAll(connection);
            if (seen != keys) {
                throw new IOException("the listing has " + seen + " keys instead of " + keys);
            }
            return 0;
        });
    }

    private long listAll(S3Connection connection) throws IOException {
        long keys = 0;
        Optional<String> token = Optional.of("");
        while (token.isPresent()) {
            String page = page(connection, token.get());
            keys += KEY.matcher(page).results().count();
            Matcher next = NEXT.matcher(page);
            token = next.find() ? Optional.of(next.group(1).replace("&amp;", "&")) : Optional.empty();
        }
        return keys;
    }

    private String page(S3Connection connection, String token) throws IOException {
        String continuation = token.isEmpty()
                ? ""
                : "continuation-token=" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20") + "&";
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        expect(200, connection.get("/" + bucket, continuation + "list-type=2&max-keys=1000",
                (_, piece) -> Channels.newChannel(page).write(piece)));
        return page.toString(StandardCharsets.UTF_8);
    }

    private static void expect(int status, long length, S3Connection.Answer answer) throws IOException {
        expect(status, answer);
        if (answer.length() != length) {
            throw new IOException("answered with " + answer.length() + " bytes instead of " + length);
        }
    }

    private static void expect(int status, S3Connection.Answer answer) throws IOException {
        if (answer.status() != status) {
            throw new IOException("answered " + answer.status() + " instead of " + status + ": " + answer.error());
        }
    }

    private interface Operation {
        long run(long number) throws IOException;
    }

    private static Load.Client client(S3Connection connection, Operation operation) {
        return new Load.Client() {
            @Override
            public long run(long number) throws IOException {
                try {
                    return operation.run(number);
                } catch (IOException e) {
                    connection.close();
                    throw e;
                }
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }
}
