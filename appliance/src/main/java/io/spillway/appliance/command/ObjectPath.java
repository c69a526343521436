package io.spillway.appliance.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An object as the command line names it. */
record ObjectPath(String bucket, String key) {
    static final class Converter implements ITypeConverter<ObjectPath> {
        @Override
        public ObjectPath convert(String text) {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                throw new TypeConversionException("\"" + text + "\" is no object; write BUCKET/KEY");
            }
            return new ObjectPath(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
