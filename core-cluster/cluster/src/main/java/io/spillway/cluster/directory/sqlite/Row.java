package io.spillway.cluster.directory.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/** The row that a query stands on. Columns count from 1. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    public long number(int column) throws SQLException {
        return results.getLong(column);
    }

    public int integer(int column) throws SQLException {
        return results.getInt(column);
    }

    public String text(int column) throws SQLException {
        return results.getString(column);
    }

    public byte[] bytes(int column) throws SQLException {
        byte[] value = results.getBytes(column);
        return value == null ? new byte[0] : value;
    }

    public byte @Nullable [] bytesOrNull(int column) throws SQLException {
        return results.getBytes(column);
    }

    public @Nullable String textOrNull(int column) throws SQLException {
        return results.getString(column);
    }

    public @Nullable Long numberOrNull(int column) throws SQLException {
        long value = results.getLong(column);
        return results.wasNull() ? null : value;
    }

    /** Reads one row into a value. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Row row) throws SQLException;
    }
}
