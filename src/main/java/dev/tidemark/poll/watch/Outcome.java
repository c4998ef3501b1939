package dev.tidemark.poll.watch;

import dev.tidemark.change.StreamName;
import dev.tidemark.mindstamp.MindstampFailure;

/** What became of a step. */
public sealed interface Outcome {
    /** There is nothing to ask now. */
    record Idle() implements Outcome {}

    /** A call was made and what it found is stored. */
    record Told(StreamName stream, int events) implements Outcome {}

    /** A call was made that concerns no row, whatever came of it. */
    record Aside(StreamName stream) implements Outcome {}

    /** A call gave nothing; nothing is stored, nothing is lost. */
    record Failed(StreamName stream, MindstampFailure failure) implements Outcome {}
}
