package dev.tidemark.callback.exchange;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Reads the HTTP client's exceptions. */
final class Failures {
    private static final int LONGEST = 300;

    private Failures() {}

    static ErrorClass classify(Throwable failure) {
        if (causes(failure).anyMatch(SSLException.class::isInstance) || said(failure, "SSL handshake")) {
            return ErrorClass.TLS;
        }
        // Netty's connect timeout is a ConnectException too.
        if (causes(failure).anyMatch(e -> e instanceof ConnectException || e instanceof NoRouteToHostException)) {
            return ErrorClass.CONNECT;
        }
        if (causes(failure).anyMatch(e -> e instanceof DecoderException || e instanceof IllegalArgumentException)) {
            return ErrorClass.PROTOCOL;
        }
        return causes(failure).anyMatch(IOException.class::isInstance) || said(failure, "Connection was closed")
                ? ErrorClass.RESET
                : ErrorClass.PROTOCOL;
    }

    static String describe(Throwable failure) {
        Throwable last = causes(failure).reduce((_, cause) -> cause).orElse(failure);
        String text = last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
        // A hostile receiver chooses some of these words.
        String harmless = text.replaceAll("\\p{Cntrl}", "?");
        return harmless.length() > LONGEST ? harmless.substring(0, LONGEST) : harmless;
    }

    private static boolean said(Throwable failure, String words) {
        return causes(failure)
                .anyMatch(e -> e.getMessage() != null && e.getMessage().contains(words));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }
}
