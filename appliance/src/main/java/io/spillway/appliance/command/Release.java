package io.spillway.appliance.command;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/** Which release this is. */
final class Release implements IVersionProvider {
    /** From the jar's manifest; classes that run outside a jar are somebody's working copy. */
    static final String VERSION = Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
            .orElse("development");

    @Override
    public String[] getVersion() {
        return new String[]{"spillway " + VERSION + " (Java " + Runtime.version() + ")"};
    }
}
