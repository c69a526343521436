package io.spillway.cluster.placement;

/** What is made of a metachunk so that it outlives a volume. */
public sealed interface DataSecurity {
    /** How many volumes a metachunk needs. */
    int volumes();

    /** The same bytes on this many distinct volumes. */
    record Copies(int count) implements DataSecurity {
        /** More copies than this cost more than they protect; erasure codes are for that. */
        public static final int MAX = 8;

        public Copies {
            if (count < 1 || count > MAX) {
                throw new IllegalArgumentException("copies(" + count + ") is not legal: use copies(1) to copies(" + MAX
                        + ")");
            }
        }

        @Override
        public int volumes() {
            return count;
        }

        @Override
        public String toString() {
            return "copies(" + count + ")";
        }
    }
}
