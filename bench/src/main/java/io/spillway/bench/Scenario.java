package io.spillway.bench;

import java.io.IOException;

/** Something that is measured again and again, each time on fresh data directories. */
interface Scenario {
    void round(Report report) throws IOException, InterruptedException;
}
