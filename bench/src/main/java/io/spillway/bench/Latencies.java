package io.spillway.bench;

import java.util.concurrent.TimeUnit;

/**
 * Latencies counted in buckets that grow with the value (32 to each power of two, so a percentile is off by 3 % at
 * most), in a fixed 16 KiB. Used by one thread, then merged.
 */
final class Latencies {
    private static final int SUB_BITS = 5;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] buckets = new long[64 * SUB];
    private long count;

    void record(long nanos) {
        buckets[bucket(nanos)]++;
        count++;
    }

    void add(Latencies other) {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    /** The latency that this share of the operations did not pass, in milliseconds; 0 when there were none. */
    double percentileMillis(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank && seen > 0) {
                return upperBound(i) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        long value = Math.max(nanos, 1);
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        int shift = Math.max(0, exponent - SUB_BITS);
        return shift * SUB + (int) (value >>> shift);
    }

    private static long upperBound(int bucket) {
        int shift = bucket < 2 * SUB ? 0 : bucket / SUB - 1;
        return (bucket - (long) shift * SUB + 1) << shift;
    }
}
