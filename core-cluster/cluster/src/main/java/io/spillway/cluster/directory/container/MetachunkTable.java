package io.spillway.cluster.directory.container;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.command.Cbor;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.Row;
import org.jspecify.annotations.Nullable;

/**
 * Metachunks with their locations. The owner is a version, or the write of a part or of a long write that is not
 * committed yet; the write column says which write's chunk files the local replicas are.
 */
final class MetachunkTable {
    private static final String COLUMNS = "idx, position, length, sha256, local, remote, blocks, inline";

    private MetachunkTable() {}

    static void insert(Transaction tx, byte[] owner, byte[] write, Metachunk metachunk) {
        tx.file().update("INSERT INTO metachunk VALUES (?,?,?,?,?,?,?,?,?,?)", owner, metachunk.index(),
                metachunk.offset(), metachunk.length(), write, Ids.digest(metachunk.sha256()),
                local(metachunk.location()), remote(metachunk.location()), metachunk.blocks().bytes(),
                inline(metachunk.location()));
    }

    private static byte @Nullable [] local(Location location) {
        return switch (location) {
            case Location.Local(List<ChunkReplica> replicas) -> encode(replicas);
            case Location.Both(Location.Near near, RemoteCopy _) -> local(near);
            case Location.Inline _,Location.Remote _ -> null;
        };
    }

    private static byte @Nullable [] inline(Location location) {
        return switch (location) {
            case Location.Inline(InlineBytes bytes) -> bytes.bytes();
            case Location.Both(Location.Near near, RemoteCopy _) -> inline(near);
            case Location.Local _,Location.Remote _ -> null;
        };
    }

    private static byte @Nullable [] remote(Location location) {
        return switch (location) {
            case Location.Near _ -> null;
            case Location.Both(Location.Near _, RemoteCopy copy) -> Cbor.encode(copy);
            case Location.Remote(RemoteCopy copy) -> Cbor.encode(copy);
        };
    }

    private static byte[] encode(List<ChunkReplica> replicas) {
        return Cbor.encodeList(replicas, ChunkReplica.class);
    }

    private static Metachunk read(Row row) throws SQLException {
        byte[] local = row.bytesOrNull(5);
        byte[] remote = row.bytesOrNull(6);
        return new Metachunk(row.integer(1), row.number(2), row.number(3), Ids.hex(row.bytes(4)),
                new BlockCrcs(row.bytes(7)), location(near(local, row.bytesOrNull(8)), remote));
    }

    private static Location.@Nullable Near near(byte @Nullable [] local, byte @Nullable [] inline) {
        if (inline != null) {
            return new Location.Inline(new InlineBytes(inline));
        }
        return local == null ? null : new Location.Local(Cbor.decodeList(local, ChunkReplica.class));
    }

    private static Location location(Location.@Nullable Near near, byte @Nullable [] remote) {
        if (remote == null) {
            return Objects.requireNonNull(near, "a metachunk is somewhere");
        }
        RemoteCopy copy = Cbor.decode(remote, RemoteCopy.class);
        return near == null ? new Location.Remote(copy) : new Location.Both(near, copy);
    }

    static List<Metachunk> of(Database file, byte[] owner) {
        return file.all("SELECT " + COLUMNS + " FROM metachunk WHERE owner=? ORDER BY idx", MetachunkTable::read,
                owner);
    }

    /** Those that end behind {@code offset}. */
    static List<Metachunk> from(Database file, byte[] owner, long offset, int limit) {
        int first = file.one("""
                SELECT idx FROM metachunk WHERE owner=? AND position+length>? ORDER BY idx LIMIT 1""",
                row -> row.integer(1), owner, offset).orElse(Integer.MAX_VALUE);
        return file.all("SELECT " + COLUMNS + " FROM metachunk WHERE owner=? AND idx>=? ORDER BY idx LIMIT ?",
                MetachunkTable::read, owner, first, limit);
    }

    /**
     * How many there are, the bytes of them, and how far the last reaches; equal unless there is a hole. And how many have
     * chunk files.
     */
    static Extent extent(Database file, byte[] owner) {
        return file.one("""
                SELECT count(*), coalesce(max(idx)+1,0), coalesce(sum(length),0), coalesce(max(position+length),0),
                  count(local) FROM metachunk WHERE owner=?""",
                row -> new Extent(row.integer(1), row.integer(2), row.number(3), row.number(4), row.integer(5)), owner)
                .orElseThrow();
    }

    record Extent(int count, int end, long bytes, long reach, int inFiles) {
        static Extent of(List<Metachunk> metachunks) {
            int end = 0;
            long bytes = 0;
            long reach = 0;
            int inFiles = 0;
            for (Metachunk metachunk : metachunks) {
                end = Math.max(end, metachunk.index() + 1);
                bytes += metachunk.length();
                reach = Math.max(reach, metachunk.offset() + metachunk.length());
                inFiles += local(metachunk.location()) == null ? 0 : 1;
            }
            return new Extent(metachunks.size(), end, bytes, reach, inFiles);
        }

        boolean isWhole(long size) {
            return count == end && bytes == size && reach == size;
        }
    }

    static List<byte[]> digests(Database file, byte[] owner) {
        return file.all("SELECT sha256 FROM metachunk WHERE owner=? ORDER BY idx", row -> row.bytes(1), owner);
    }

    /** Hands metachunks over to another owner, behind what that has already. */
    static void move(Transaction tx, byte[] from, byte[] to, int firstIndex, long offset) {
        tx.file().update("UPDATE metachunk SET owner=?, idx=idx+?, position=position+? WHERE owner=?", to, firstIndex,
                offset, from);
    }

    static void delete(Transaction tx, byte[] owner) {
        tx.file().update("DELETE FROM metachunk WHERE owner=?", owner);
    }

    /** Removes all of an owner's metachunks; their local chunks become garbage. Answers how many had any. */
    static int dropAll(Transaction tx, byte[] owner, long due) {
        int noted = noteLocal(tx, owner, due);
        delete(tx, owner);
        return noted;
    }

    /** Notes the local chunks of all of an owner's metachunks as garbage. Answers how many there were. */
    static int noteLocal(Transaction tx, byte[] owner, long due) {
        List<Chunks> chunks = tx.file().all(
                "SELECT local, write FROM metachunk WHERE owner=? AND local IS NOT NULL ORDER BY idx",
                MetachunkTable::chunks, owner);
        chunks.forEach(each -> GarbageTable.noteChunks(tx, each.replicas, each.write, due));
        return chunks.size();
    }

    static int dropOne(Transaction tx, byte[] owner, int index, long due) {
        Optional<Chunks> chunks = tx.file().one(
                "SELECT local, write FROM metachunk WHERE owner=? AND idx=? AND local IS NOT NULL",
                MetachunkTable::chunks, owner, index);
        chunks.ifPresent(each -> GarbageTable.noteChunks(tx, each.replicas, each.write, due));
        tx.file().update("DELETE FROM metachunk WHERE owner=? AND idx=?", owner, index);
        return chunks.isPresent() ? 1 : 0;
    }

    private static Chunks chunks(Row row) throws SQLException {
        return new Chunks(Cbor.decodeList(row.bytes(1), ChunkReplica.class), row.bytes(2));
    }

    static void setRemote(Transaction tx, byte[] owner, int index, @Nullable RemoteCopy copy) {
        tx.file().update("UPDATE metachunk SET remote=? WHERE owner=? AND idx=?",
                copy == null ? null : Cbor.encode(copy), owner, index);
    }

    static void forgetRemote(Transaction tx, byte[] owner) {
        tx.file().update("UPDATE metachunk SET remote=NULL WHERE owner=?", owner);
    }

    /** What is in files has been noted as garbage; what is inline goes now. */
    static void forgetLocal(Transaction tx, byte[] owner) {
        tx.file().update("UPDATE metachunk SET local=NULL, inline=NULL WHERE owner=?", owner);
    }

    static void setLocal(Transaction tx, byte[] owner, int index, List<ChunkReplica> replicas, byte[] write) {
        tx.file().update("UPDATE metachunk SET local=?, write=?, inline=NULL, remote=NULL WHERE owner=? AND idx=?",
                encode(replicas), write, owner, index);
    }

    private static final class Chunks {
        final List<ChunkReplica> replicas;
        final byte[] write;

        Chunks(List<ChunkReplica> replicas, byte[] write) {
            this.replicas = replicas;
            this.write = write;
        }
    }
}
