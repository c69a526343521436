package io.spillway.appliance.demo;

import java.util.List;
import java.util.Map;

/** Where the demo's cold objects go. */
interface DemoCloud extends AutoCloseable {
    /** In a few words, for people. */
    String description();

    /** The options of {@code target add} that describe it. */
    List<Object> options();

    /** The same as the administration API takes it: type, settings and credentials. */
    Map<String, Object> request();

    /** What lies in it now. */
    Footprint footprint() throws DemoException;

    @Override
    void close();
}
