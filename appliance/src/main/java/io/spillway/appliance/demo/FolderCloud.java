package io.spillway.appliance.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder that stands for a cloud. */
record FolderCloud(Path folder) implements DemoCloud {
    /** What files of objects end in, see docs/formats/directory-target.md. */
    private static final String OBJECT = ".object";

    @Override
    public String description() {
        return "the folder " + folder;
    }

    @Override
    public List<Object> options() {
        return List.of("--type", "directory", "--path", folder);
    }

    @Override
    public Map<String, Object> request() {
        return Map.of("type", "directory", "settings", Map.of("path", folder.toString()), "credentials", Map.of());
    }

    @Override
    public Footprint footprint() throws DemoException {
        return Footprint.of(folder, OBJECT);
    }

    @Override
    public void close() {
        // The folder stays, to be looked at.
    }
}
