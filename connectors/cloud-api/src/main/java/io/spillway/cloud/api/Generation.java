package io.spillway.cloud.api;

import java.util.Optional;

/** Which bytes under a key are meant: keys can be written again, generations cannot. */
public sealed interface Generation {
    Newest NEWEST = new Newest();

    /** Whatever the key holds now. For looking; what has been looked at is then named exactly. */
    record Newest() implements Generation {}

    /** Names one write and no other. */
    sealed interface Exact extends Generation permits Version, Tagged {
        /**
         * What to store beside a pointer and to get back from it: the version id where the target has versions, else
         * the entity tag.
         */
        static Exact of(Optional<String> version, String etag) {
            return version.<Exact>map(Version::new).orElseGet(() -> new Tagged(etag));
        }
    }

    /** By the version id that the target gave. S3's id "null" is an id like any other; an empty one is none. */
    record Version(String id) implements Exact {
        public Version {
            requireText("version id", id);
        }
    }

    /** By the entity tag, without quotes, on a target that has no versions. */
    record Tagged(String etag) implements Exact {
        public Tagged {
            requireText("entity tag", etag);
        }
    }

    private static void requireText(String what, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an empty " + what + " names nothing");
        }
    }
}
