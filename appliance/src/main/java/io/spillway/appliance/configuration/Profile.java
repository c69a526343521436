package io.spillway.appliance.configuration;

/** How much memory the node's parts may take. */
public enum Profile {
    SMALL, NORMAL;

    /** Java gets less heap than this on machines under 2 GiB, where the launcher gives it 128 MiB. */
    private static final long SMALL_HEAP = 256L << 20;

    /** The profile of this name, or for {@code auto} the one that suits the heap. */
    static Profile named(String name, long heapBytes) {
        return switch (name) {
            case "small" -> SMALL;
            case "normal" -> NORMAL;
            case "auto" -> heapBytes < SMALL_HEAP ? SMALL : NORMAL;
            default -> throw new IllegalArgumentException("write auto, small or normal");
        };
    }
}
