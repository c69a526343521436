package io.spillway.tier.crash;

import io.spillway.tier.node.FolderTarget;

/** The whole matrix on the directory target. */
final class CrashMatrixIT extends CrashMatrix {
    CrashMatrixIT() {
        super(new FolderTarget());
    }
}
