package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One command and what came of it. */
record CommandRun(int code, String out, String err) {
    static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = SpillwayCommand.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(words);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
