package dev.tidemark.mindstamp.exchange;

import java.io.IOException;

/** An answer was given up because it is larger than is read; its message says which setting allows for more. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(int largest, AnswerKind kind) {
        super("the answer is larger than " + size(largest) + " and was given up; " + kind.key() + " allows for more");
    }

    private static String size(int bytes) {
        int mebibytes = bytes / (1024 * 1024);
        return mebibytes > 0 ? mebibytes + " MiB" : bytes + " bytes";
    }
}
