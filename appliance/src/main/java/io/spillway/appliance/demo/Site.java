package io.spillway.appliance.demo;

import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.demo.ApplianceChild.Launch;

/** The appliance that runs, and its two doors. */
record Site(ApplianceChild appliance, S3Door s3, Administration administration) implements AutoCloseable {
    static Site start(Children children, Launch launch)
            throws DemoException, CredentialsException, InterruptedException {
        return to(ApplianceChild.start(children, launch));
    }

    /** Kills the appliance by SIGKILL, and starts it again on the same data. */
    Site killed(Children children) throws DemoException, CredentialsException, InterruptedException {
        close();
        return to(appliance.again(children));
    }

    private static Site to(ApplianceChild appliance) throws CredentialsException {
        return new Site(appliance, S3Door.open(appliance.s3(), appliance.folder().credentials()),
                Administration.at(appliance.admin(), appliance.folder().appliance()));
    }

    /** Closes the doors on this side; the appliance goes on. */
    @Override
    public void close() {
        s3.close();
        administration.close();
    }
}
