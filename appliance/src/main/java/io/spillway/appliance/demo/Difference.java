package io.spillway.appliance.demo;

/** An object that is not as it was acknowledged. */
record Difference(ObjectName object, Kind kind, String what) {
    enum Kind {
        LOST, CHANGED
    }

    @Override
    public String toString() {
        return object + ": " + what;
    }
}
