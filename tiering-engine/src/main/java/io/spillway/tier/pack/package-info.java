/**
 * The remote pack, format 1, as docs/formats/remote-pack.md describes it: writing one from an object version whose
 * bytes are read when they are sent, and reading one with nothing but its own bytes. No target, directory or store is
 * known here; bytes come and go through {@link io.spillway.tier.pack.PackContent} and
 * {@link io.spillway.tier.pack.PackBytes}.
 */
@NullMarked
package io.spillway.tier.pack;

import org.jspecify.annotations.NullMarked;
