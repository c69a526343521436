package io.spillway.appliance.node;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.spillway.appliance.admin.answer.RestoreAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.cluster.api.restore.LostObjects;
import org.jspecify.annotations.Nullable;

/** Writes what a restore could not bring to a file, a line of JSON each; none is made if nothing is lost. */
final class LostObjectList implements LostObjects, AutoCloseable {
    private final Path file;
    private @Nullable BufferedWriter writer;

    LostObjectList(Path file) {
        this.file = file;
    }

    @Override
    public void lost(LostObject object) throws IOException {
        BufferedWriter open = writer;
        if (open == null) {
            open = Files.newBufferedWriter(file);
            writer = open;
        }
        open.write(AdminClient.write(new RestoreAnswer.LostObject(object.container().value(), object.key().value(),
                object.version().value(), object.size())));
        open.write('\n');
    }

    Optional<Path> file() {
        return Optional.ofNullable(writer).map(_ -> file);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
