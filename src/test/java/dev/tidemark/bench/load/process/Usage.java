package dev.tidemark.bench.load.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the processes of Linux use, as {@code /proc} tells it: processor time of user and system, resident memory. */
public final class Usage {
    private static final Pattern PEAK_RSS = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    /** {@code USER_HZ}, the same on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;
    /** Fields of proc_pid_stat(5), counted from the state, the first one after the name. */
    private static final int PARENT = 1;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_USER_TIME = 13;

    private Usage() {}

    /** Processor seconds so far, without those of its children. */
    public static double cpuSeconds(long pid) {
        return stat(pid).map(fields -> ticks(fields, USER_TIME)).orElse(0.0) / TICKS_A_SECOND;
    }

    /** Processor seconds so far of a process and all children it ever had, as PostgreSQL's first process has them. */
    public static double cpuSecondsOfFamily(long pid) {
        double ended =
                stat(pid).map(fields -> ticks(fields, CHILDREN_USER_TIME)).orElse(0.0);
        double running = processes()
                .map(Usage::stat)
                .flatMap(Optional::stream)
                .filter(fields -> Long.parseLong(fields.get(PARENT)) == pid)
                .mapToDouble(fields -> ticks(fields, USER_TIME))
                .sum();
        return cpuSeconds(pid) + (ended + running) / TICKS_A_SECOND;
    }

    public static long parent(long pid) {
        return Long.parseLong(stat(pid).orElseThrow().get(PARENT));
    }

    /** The most it ever had, in MiB. */
    public static int peakRss(long pid) {
        Matcher matcher =
                PEAK_RSS.matcher(read(Path.of("/proc/" + pid + "/status")).orElse(""));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) / 1024 : -1;
    }

    /** User time and, in the next field, system time. */
    private static double ticks(List<String> fields, int user) {
        return Long.parseLong(fields.get(user)) + Long.parseLong(fields.get(user + 1));
    }

    private static Optional<List<String>> stat(long pid) {
        return read(Path.of("/proc/" + pid + "/stat"))
                .map(text ->
                        Arrays.asList(text.substring(text.lastIndexOf(')') + 2).split(" ")));
    }

    private static Stream<Long> processes() {
        return Arrays.stream(
                        Optional.ofNullable(Path.of("/proc").toFile().list()).orElseThrow())
                .filter(name -> name.chars().allMatch(Character::isDigit))
                .map(Long::valueOf);
    }

    /** Empty when the process is gone. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw new UncheckedIOException(e);
        }
    }
}
