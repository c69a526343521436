package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.function.Function;
import java.util.function.Supplier;

import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.client.RefusedException;
import picocli.CommandLine.Option;

/** Whether an answer is printed for people or for programs. */
final class AnswerOptions {
    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    /** Prints the answer as it came, or the text that was made of it. */
    void print(PrintWriter out, String answer, Supplier<String> text) {
        out.print(json ? answer + "\n" : text.get());
        out.flush();
    }

    /** Prints the answer as it came, or as the text that is made of it. */
    <T> void print(PrintWriter out, String answer, Class<T> type, Function<T, String> text) throws RefusedException {
        out.print(json ? answer + "\n" : text.apply(AdminClient.read(answer, type)));
        out.flush();
    }
}
