package io.spillway.appliance.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.datadirectory.RunFile;

/** A node that serves. */
public final class Appliance implements AutoCloseable {
    private final RunningParts parts;
    private final RunFile doors;
    private final Path data;

    Appliance(RunningParts parts, RunFile doors, Path data) {
        this.parts = parts;
        this.doors = doors;
        this.data = data;
    }

    /** Starts all parts or none: when this throws, those that had been started are stopped. */
    public static Appliance start(Configuration configuration, String release, Map<String, String> environment,
            Clock clock) throws StartException, DataDirectoryException, CredentialsException {
        RunningParts parts = new RunningParts();
        boolean complete = false;
        try {
            Appliance appliance = new ApplianceStart(configuration, release, environment, clock, parts).run();
            complete = true;
            return appliance;
        } catch (IOException e) {
            throw new StartException("the data directory " + configuration.node().data() + " cannot be used: " + e, e);
        } finally {
            if (!complete) {
                parts.close();
            }
        }
    }

    public URI s3() {
        return doors.s3();
    }

    public URI admin() {
        return doors.admin();
    }

    public Path data() {
        return data;
    }

    /** Stops all parts in order; requests that run are given the gateway's time to end. */
    @Override
    public void close() {
        parts.close();
    }
}
