package io.spillway.cluster.directory.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** One connection to one file, for one thread at a time. Every statement is prepared once and kept. */
public final class Database implements AutoCloseable {
    /** Pages beyond this stay with the operating system, so that hundreds of open files fit a small heap. */
    private static final int CACHE_KIB = 256;
    /** A writer of the same file holds its lock for one transaction; readers of WAL do not wait at all. */
    private static final int BUSY_MILLIS = 10_000;
    /** The flusher checkpoints long before; this only bounds the WAL if it falls behind (32 MiB). */
    private static final int AUTOCHECKPOINT_PAGES = 8192;

    /** What a write-ahead log that has begun anew keeps of its length. */
    private static final int WAL_KEPT_BYTES = 1 << 20;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Makes a file, whole or not at all: under a temporary name, synced, renamed, its folder synced. An unfinished one
     * from before a crash is replaced, and what was left beside a former file of this name goes: SQLite would take it for
     * this one's.
     */
    public static void create(Path file, FileFormat format, Fill fill) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            deleteWithCompanions(unfinished);
            deleteCompanions(file);
            try (Database made = connect(unfinished, true, false)) {
                made.execute("BEGIN IMMEDIATE");
                format.schema().forEach(made::execute);
                made.execute("PRAGMA application_id=" + format.applicationId());
                made.execute("PRAGMA user_version=" + format.version());
                fill.fill(made);
                made.execute("COMMIT");
            }
            // Closing the only connection has moved all of the WAL into the file.
            sync(unfinished);
            Files.move(unfinished, file);
            syncFolderOf(file);
        } catch (IOException e) {
            throw new VolumeFailedException("cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    /** Opens a file for reading and writing. A missing, foreign, newer or corrupt one is a damaged one. */
    public static Database open(Path file, FileFormat format) {
        return opened(file, format, false);
    }

    /** Opens a file for reading. */
    public static Database openToRead(Path file, FileFormat format) {
        return opened(file, format, true);
    }

    private static Database opened(Path file, FileFormat format, boolean readOnly) {
        if (!Files.isRegularFile(file)) {
            throw new DamagedFileException(format.kind() + " " + file + " is missing");
        }
        Database database = connect(file, false, readOnly);
        try {
            int applicationId = database.one("PRAGMA application_id", row -> row.integer(1)).orElse(0);
            int version = database.one("PRAGMA user_version", row -> row.integer(1)).orElse(0);
            if (applicationId != format.applicationId()) {
                throw new DamagedFileException(file + " is not a " + format.kind());
            }
            if (version > format.version() || version < format.oldest()) {
                throw new DamagedFileException(file + " has format " + version + "; this release reads "
                        + (format.oldest() < format.version() ? format.oldest() + " to " : "") + format.version()
                        + ", so open it with the release that wrote it");
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Database connect(Path file, boolean create, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        if (!create) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        }
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIB);
        config.setBusyTimeout(BUSY_MILLIS);
        // Nobody asks for them, and the driver would ask SQLite after every INSERT.
        config.setGetGeneratedKeys(false);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(AUTOCHECKPOINT_PAGES));
        try {
            Database database = new Database(file, config.createConnection("jdbc:sqlite:" + file));
            if (create) {
                // Possible before the first page alone, which the change to WAL writes.
                database.execute("PRAGMA auto_vacuum=INCREMENTAL");
                database.execute("PRAGMA journal_mode=WAL");
            }
            database.execute("PRAGMA journal_size_limit=" + WAL_KEPT_BYTES);
            if (readOnly) {
                database.execute("PRAGMA query_only=1");
            }
            return database;
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    /** Reads the whole file through, its indexes too. For copies that come from elsewhere; it takes its time. */
    public void requireIntegrity() {
        String verdict = one("PRAGMA integrity_check(1)", row -> row.text(1)).orElse("no answer");
        if (!verdict.equals("ok")) {
            throw new DamagedFileException(file + " is damaged: " + verdict);
        }
    }

    public Path file() {
        return file;
    }

    /** Runs a statement that is not worth keeping prepared, to its end, whatever rows it gives on the way. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            // Unlike execute, which stops at the first row: incremental_vacuum gives one for each page.
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    /** Runs an INSERT, UPDATE, DELETE or transaction statement and answers how many rows it changed. */
    public int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    public <T> Optional<T> one(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        try (ResultSet results = bound(sql, values).executeQuery()) {
            return results.next() ? Optional.of(reader.read(new Row(results))) : Optional.empty();
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    public <T> List<T> all(String sql, Row.Reader<T> reader, @Nullable Object... values) {
        try (ResultSet results = bound(sql, values).executeQuery()) {
            return read(results, reader);
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    /** Runs a query that is put together for what is asked; kept prepared, there would be one for every question. */
    public <T> List<T> allOnce(String sql, Row.Reader<T> reader, List<Object> values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                bind(statement, i + 1, values.get(i));
            }
            try (ResultSet results = statement.executeQuery()) {
                return read(results, reader);
            }
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    private static <T> List<T> read(ResultSet results, Row.Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        Row row = new Row(results);
        while (results.next()) {
            rows.add(reader.read(row));
        }
        return rows;
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            default -> throw new IllegalArgumentException("cannot store a " + value.getClass());
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqliteErrors.sorted(file, e);
        }
    }

    /** Forces a file, or a folder's entries, to the disk. */
    public static void sync(Path path) {
        StandardOpenOption mode = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        } catch (IOException e) {
            throw new VolumeFailedException("cannot sync " + path + ": " + e.getMessage(), e);
        }
    }

    public static void syncFolderOf(Path file) {
        sync(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
    }

    /** The write-ahead log that stands beside a file while it is open. */
    public static Path walOf(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Removes a closed file with its write-ahead log and shared memory; what is absent is fine. */
    public static void deleteWithCompanions(Path file) throws IOException {
        Files.deleteIfExists(file);
        deleteCompanions(file);
    }

    private static void deleteCompanions(Path file) throws IOException {
        Files.deleteIfExists(walOf(file));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-journal"));
    }

    /** Writes the first rows of a new file, in the transaction that makes it. */
    @FunctionalInterface
    public interface Fill {
        void fill(Database made);
    }
}
