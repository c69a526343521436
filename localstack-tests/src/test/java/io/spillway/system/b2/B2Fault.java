package io.spillway.system.b2;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/**
 * A rule of the simulator's door: which calls it strikes and what befalls them. Without {@link Selection#times} it
 * strikes once; where several rules match a call, the first that strikes counts.
 */
public final class B2Fault {
    private final Map<String, Object> fields;

    private B2Fault(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Begins a rule for one of B2's calls, named as B2 does; downloads are b2_download_file_by_id and …_by_name. */
    public static Selection on(String call) {
        return new Selection(Map.of("call", call));
    }

    /** Which calls a rule strikes. */
    public static final class Selection {
        private final Map<String, Object> fields;

        private Selection(Map<String, Object> fields) {
            this.fields = fields;
        }

        /** Lets the first of the matching calls pass. */
        public Selection afterTheFirst(int calls) {
            return new Selection(with(fields, "skip", calls));
        }

        /** Strikes this many calls. */
        public Selection times(int calls) {
            return new Selection(with(fields, "count", calls));
        }

        /** Strikes until the faults are cleared. */
        public Selection everyTime() {
            return times(-1);
        }

        /** Strikes only calls about files whose names begin so, or listings of such a prefix. */
        public Selection forNames(String prefix) {
            return new Selection(with(fields, "namePrefix", prefix));
        }

        /** Answers this error instead of carrying the call out. */
        public B2Fault answers(int status, String code) {
            return new B2Fault(with(with(fields, "status", status), "code", code));
        }

        /** Answers this error with a Retry-After header, in whole seconds. */
        public B2Fault answers(int status, String code, Duration retryAfter) {
            return new B2Fault(with(answers(status, code).fields, "retryAfter", retryAfter.toSeconds()));
        }

        /** Carries the call out after a while. */
        public B2Fault delays(Duration delay) {
            return new B2Fault(with(fields, "delayMillis", delay.toMillis()));
        }

        /** Closes the connection and does not carry the call out. */
        public B2Fault dropsBefore() {
            return new B2Fault(with(fields, "drop", "before"));
        }

        /** Carries the call out and closes the connection without an answer. */
        public B2Fault dropsAfter() {
            return new B2Fault(with(fields, "drop", "after"));
        }

        /** Closes the connection in the middle of the body of an upload or download. */
        public B2Fault dropsInTheMiddle() {
            return new B2Fault(with(fields, "drop", "middle"));
        }

        /** Sends a download with one wrong byte. */
        public B2Fault corrupts() {
            return new B2Fault(with(fields, "corrupt", true));
        }

        /** Sends a download a byte shorter than asked, in its header too. */
        public B2Fault shortens() {
            return new B2Fault(with(fields, "short", true));
        }

        /** Expires the token that the call carries, which the call then meets. */
        public B2Fault expiresToken() {
            return new B2Fault(with(fields, "token", "expire"));
        }
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return more;
    }

    String json() {
        try (JsonWriter writer = JsonWriter.create()) {
            writer.writeStartObject();
            fields.forEach((name, value) -> write(writer.writeFieldName(name), value));
            writer.writeEndObject();
            return new String(writer.getBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(JsonWriter writer, Object value) {
        switch (value) {
            case Boolean flag -> writer.writeValue(flag);
            case Number number -> writer.writeValue(number.longValue());
            default -> writer.writeValue(value.toString());
        }
    }

    @Override
    public String toString() {
        return json();
    }
}
