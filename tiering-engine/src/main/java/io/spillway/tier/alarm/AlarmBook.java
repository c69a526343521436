package io.spillway.tier.alarm;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that stand. Each is logged when it is first raised, not again while it stands. What caused an alarm is in
 * the journal or in a target, so alarms are kept in memory and rise again after a restart.
 */
public final class AlarmBook {
    /** An operator reads no more; the oldest go first, since what is still wrong raises its alarm again. */
    static final int LIMIT = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(AlarmBook.class);

    private final Clock clock;
    private final Map<String, Alarm> standing = new LinkedHashMap<>();

    public AlarmBook(Clock clock) {
        this.clock = clock;
    }

    public synchronized void raise(String subject, String message) {
        Alarm known = standing.get(subject);
        if (known == null) {
            LOG.warn("{}: {}", subject, message);
            standing.put(subject, new Alarm(subject, message, clock.instant(), 1));
            if (standing.size() > LIMIT) {
                standing.remove(standing.keySet().iterator().next());
            }
        } else {
            standing.put(subject, new Alarm(subject, message, known.since(), known.times() + 1));
        }
    }

    public synchronized void clear(String subject) {
        if (standing.remove(subject) != null) {
            LOG.info("{}: all right again", subject);
        }
    }

    /** Oldest first. */
    public synchronized List<Alarm> standing() {
        return new ArrayList<>(standing.values());
    }
}
