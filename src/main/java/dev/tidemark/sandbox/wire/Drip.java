package dev.tidemark.sandbox.wire;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A body that comes in ten drops, evenly over some time. */
public record Drip(byte[] body, Duration over, Pause pause) implements StreamingOutput {
    private static final int DROPS = 10;

    @Override
    public void write(OutputStream out) throws IOException {
        for (int drop = 0; drop < DROPS; drop++) {
            int from = body.length * drop / DROPS;
            pause.hold(over.dividedBy(DROPS));
            out.write(body, from, body.length * (drop + 1) / DROPS - from);
            out.flush();
        }
    }
}
