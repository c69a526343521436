package io.spillway.cloud.api;

/** What must hold of the key at the moment an object comes to stand there; decided by the target, atomically. */
public sealed interface PutCondition {
    PutCondition ALWAYS = new Always();
    PutCondition IF_ABSENT = new IfAbsent();

    /** Every kind, as {@link TargetCapabilities#conditions} names it. */
    enum Kind {
        ALWAYS, IF_ABSENT, IF_VERSION
    }

    Kind kind();

    record Always() implements PutCondition {
        @Override
        public Kind kind() {
            return Kind.ALWAYS;
        }
    }

    /** The key holds nothing. */
    record IfAbsent() implements PutCondition {
        @Override
        public Kind kind() {
            return Kind.IF_ABSENT;
        }
    }

    /** The key's newest object is this one (S3 compares the entity tag, so content must tell writes apart). */
    record IfVersion(StoredObject expected) implements PutCondition {
        @Override
        public Kind kind() {
            return Kind.IF_VERSION;
        }
    }
}
