package io.spillway.appliance.demo;

import java.nio.file.Path;

/** A file that the demo takes in, and the key that it gets. */
record SourceFile(Path path, String key, long size) {
    DemoRule rule() {
        return DemoRule.of(key, size);
    }

    SourceFile under(String prefix) {
        return new SourceFile(path, prefix + key, size);
    }
}
