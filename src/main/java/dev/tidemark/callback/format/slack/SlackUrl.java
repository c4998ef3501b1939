package dev.tidemark.callback.format.slack;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URL of an incoming webhook is its secret: whoever has it can post. */
public final class SlackUrl {
    private static final Pattern URL = Pattern.compile(
            "(https?://)(?:[^/\\s@]*@)?(hooks\\.slack(?:-gov)?\\.com\\.?(?::\\d+)?)([/?#][^\\s\"'<>]*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern WORKSPACE = Pattern.compile("^(/(?:services|workflows|triggers)/[TE]\\w{1,20})/.*");

    private SlackUrl() {}

    /** Any text as it may be shown: of each Slack webhook URL in it, the workspace is all that stays of the path. */
    public static String mask(String text) {
        return URL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(masked(found)));
    }

    private static String masked(MatchResult found) {
        String path = found.group(3);
        String shown = path == null ? "" : WORKSPACE.matcher(path).replaceFirst("$1/…");
        return found.group(1) + found.group(2) + (shown.equals(path) && path.length() > 1 ? "/…" : shown);
    }
}
