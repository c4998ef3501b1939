package dev.tidemark.callback.credential;

/** What a request may say of who sends it. */
public sealed interface Grant {
    /** Nothing beside its signature. */
    record None() implements Grant {}

    /** @param value of the {@code Authorization} header */
    record Header(String value) implements Grant {
        /** Never the value: this text may reach a log. */
        @Override
        public String toString() {
            return "Header[…]";
        }
    }

    /** @param why there is nothing to authenticate with; holds no secret */
    record Refused(String why) implements Grant {}
}
