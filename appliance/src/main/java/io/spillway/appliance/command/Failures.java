package io.spillway.appliance.command;

import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.client.UnreachableException;
import io.spillway.appliance.configuration.ConfigurationException;
import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.demo.DemoException;
import io.spillway.appliance.node.StartException;
import io.spillway.appliance.tier.TierException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line and an exit code for what a command may meet; a stack trace only for what is a defect. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        int code = switch (e) {
            case ConfigurationException _ -> ExitCode.USAGE;
            case UnreachableException _ -> ExitCode.UNREACHABLE;
            case RefusedException _,CredentialsException _,DataDirectoryException _,StartException _,DemoException _,TierException _ ->
                ExitCode.FAILED;
            default -> {
                e.printStackTrace(command.getErr());
                yield ExitCode.FAILED;
            }
        };
        command.getErr().println("spillway: " + e.getMessage());
        command.getErr().flush();
        return code;
    }
}
