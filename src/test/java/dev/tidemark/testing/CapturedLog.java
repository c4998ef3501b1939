package dev.tidemark.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged while it is open, a level before each message, with stack traces. */
public final class CapturedLog extends Handler implements AutoCloseable {
    private static final Formatter FORMAT = new PatternFormatter("%p %s");

    private final StringBuffer text = new StringBuffer();
    private final Logger root = LogContext.getLogContext().getLogger("");

    private CapturedLog() {
        setLevel(Level.ALL);
    }

    public static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        log.root.addHandler(log);
        return log;
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        text.append(FORMAT.format(record)).append('\n');
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
