package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The steps on files whose order and failure a chunk volume lives by; a seam, so that tests can make each one fail. */
interface Disk {
    FileChannel create(Path file) throws IOException;

    void write(FileChannel file, ByteBuffer bytes) throws IOException;

    void writeAttribute(Path file, String name, byte[] value) throws IOException;

    /** Makes a file's bytes and attributes durable. */
    void sync(FileChannel file) throws IOException;

    void rename(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void syncFolder(Path folder) throws IOException;

    /** Bytes free in the file system that this path is on. */
    long freeBytes(Path path) throws IOException;
}
