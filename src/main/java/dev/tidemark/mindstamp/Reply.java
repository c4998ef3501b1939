package dev.tidemark.mindstamp;

/** What became of a call: its value or a failure that the caller has to decide about. */
public sealed interface Reply<T> {
    record Ok<T>(T value) implements Reply<T> {}

    record Failed<T>(MindstampFailure failure) implements Reply<T> {}
}
