package dev.tidemark.api.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may do; the names are the roles of {@code @RolesAllowed}. */
enum Scope {
    READ,
    MANAGE,
    SECRETS,
    ADMIN;

    String role() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Scope> named(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.role().equals(name.trim()))
                .findFirst();
    }

    /** All of them, for messages. */
    static String names() {
        return Arrays.stream(values()).map(Scope::role).collect(Collectors.joining(", "));
    }

    /** This scope and those it includes. */
    Set<Scope> included() {
        return switch (this) {
            case READ -> EnumSet.of(READ);
            case MANAGE -> EnumSet.of(MANAGE, READ);
            case SECRETS -> EnumSet.of(SECRETS);
            case ADMIN -> EnumSet.allOf(Scope.class);
        };
    }

    Set<String> roles() {
        return included().stream().map(Scope::role).collect(Collectors.toUnmodifiableSet());
    }
}
