package dev.tidemark.callback.filter;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library's messages without its own names for things: for people who write filters. */
final class Words {
    private static final Pattern WHERE = Pattern.compile("^evaluation error( at [^ ]*)?: ");
    private static final Pattern NOISE = Pattern.compile(
            " \\(in container ''\\)| \\(candidates: .*\\)$| expecting .*$|google\\.protobuf\\.", Pattern.DOTALL);
    private static final Pattern NO_OVERLOAD = Pattern.compile(
            "(?:found no|No) matching overload for (?:function )?'([^']*)'(?: applied to '([^']*)')?.*",
            Pattern.DOTALL);
    private static final Map<Pattern, String> PLAINER = Map.of(
            Pattern.compile("^token recognition error at: "), "cannot read ",
            Pattern.compile("^Expression recursion limit exceeded.*"), "nested too deeply",
            Pattern.compile("^Iteration budget exceeded: (\\d+)"), "its macros take more than $1 turns",
            Pattern.compile("^\\s*$"), "it cannot be evaluated");
    /** Arithmetic loses its messages where it is compiled. */
    private static final Map<CelErrorCode, String> ARITHMETIC = Map.of(
            CelErrorCode.DIVIDE_BY_ZERO, "division by zero", CelErrorCode.NUMERIC_OVERFLOW, "a number is too large");

    private Words() {}

    static String plain(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof CelEvaluationException known
                ? ARITHMETIC.getOrDefault(known.getErrorCode(), plain(message))
                : plain(message);
    }

    static String plain(String message) {
        String plain = NOISE.matcher(WHERE.matcher(message).replaceFirst("")).replaceAll("");
        Matcher overload = NO_OVERLOAD.matcher(plain);
        if (overload.matches()) {
            String values = overload.group(2);
            return "'" + overload.group(1).replaceAll("[_@]", "") + "' cannot be applied to "
                    + (values == null ? "these values" : values);
        }
        for (Map.Entry<Pattern, String> plainer : PLAINER.entrySet()) {
            plain = plainer.getKey().matcher(plain).replaceFirst(plainer.getValue());
        }
        return plain;
    }
}
