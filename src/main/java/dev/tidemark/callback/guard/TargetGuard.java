package dev.tidemark.callback.guard;

import dev.tidemark.callback.CallbackConfig;
import dev.tidemark.callback.Cidr;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Keeps callbacks away from networks that are not public (contract §6, server-side request forgery). The same code
 * judges a URL when it is saved and at each send, and hands out the address that is then dialled.
 */
@ApplicationScoped
public class TargetGuard {
    private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    /** URLs whose spelling was judged; whoever sends asks for each delivery. */
    private static final int MOST_KNOWN = 2_000;

    private final Map<String, Spelling> known = new ConcurrentHashMap<>();
    private final HostResolver resolver;
    private final List<Cidr> allowed;
    private final boolean allowHttp;

    TargetGuard(CallbackConfig config, HostResolver resolver) {
        this.resolver = resolver;
        this.allowed = config.allowNetworks().orElse(List.of());
        this.allowHttp = config.allowHttp();
    }

    /** What a text says by itself, whatever name services answer at the moment. */
    private sealed interface Spelling {
        /** @param host without brackets */
        record Usable(URI url, String host, int port) implements Spelling {}

        record Unusable(Target.Refused why) implements Spelling {
            Unusable(String why) {
                this(new Target.Refused(why));
            }
        }
    }

    /** Judges the URL and looks its host up; takes as long as the name service does. */
    public Target check(String text) {
        return switch (spelling(text)) {
            case Spelling.Unusable unusable -> unusable.why();
            case Spelling.Usable usable -> resolve(usable);
        };
    }

    private Spelling spelling(String text) {
        Spelling read = known.get(text);
        if (read == null) {
            read = read(text);
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.put(text, read);
        }
        return read;
    }

    private Spelling read(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return new Spelling.Unusable("not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
        return fault(url).<Spelling>map(Spelling.Unusable::new).orElseGet(() -> host(url));
    }

    private Optional<String> fault(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must be an absolute URL that starts with https://");
        }
        if (scheme.equals("http") && !allowHttp) {
            return Optional.of("plain http is refused; use https, or set tidemark.callbacks.allow-http=true");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of(
                    "must not hold a user name or password; deliveries are authenticated by their signature");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not have a fragment (#…): it would not be sent");
        }
        if (url.getHost() == null) {
            return Optional.of("has no usable host; write a name such as crm.example.com (international names as"
                    + " xn--…) or an address such as 203.0.113.7, and the port as a number");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("port " + url.getPort() + " does not exist; use 1–65535 or leave it out");
        }
        return Optional.empty();
    }

    private static Spelling host(URI url) {
        String host = bare(url.getHost());
        if (host.isEmpty() || host.contains("%")) {
            return new Spelling.Unusable("has no usable host: '" + url.getHost() + "'");
        }
        // Spellings that one parser reads as a name or as another address than the next parser does. Today's
        // java.net.URI finds no host in most of them; the rule must not depend on that.
        if (isNumeric(host) && !DOTTED_QUAD.matcher(host).matches()) {
            return new Spelling.Unusable("'" + url.getHost() + "' is an odd spelling of an address; write it as four"
                    + " decimal numbers, such as 203.0.113.7");
        }
        int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        return new Spelling.Usable(url, host, port);
    }

    private Target resolve(Spelling.Usable target) {
        String host = target.host();
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException e) {
            return new Target.Unresolved("host '" + host + "' cannot be resolved: " + e.getMessage());
        }
        for (InetAddress address : addresses) {
            if (BlockedNetworks.blocks(address) && allowed.stream().noneMatch(network -> network.contains(address))) {
                return new Target.Refused("host '" + host + "' is at " + address.getHostAddress()
                        + ", which is not a public address; use a public one, or have the operator open its network"
                        + " with tidemark.callbacks.allow-networks");
            }
        }
        return new Target.Vetted(target.url(), host, target.port(), addresses);
    }

    private static String bare(String host) {
        String bare = host.toLowerCase(Locale.ROOT);
        if (bare.startsWith("[")) {
            return bare.substring(1, bare.length() - 1);
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static boolean isNumeric(String host) {
        return !host.contains(":")
                && NUMERIC_LABEL
                        .matcher(host.substring(host.lastIndexOf('.') + 1))
                        .matches();
    }
}
