package dev.tidemark.callback;

import java.net.InetAddress;

/** A network: an address and how many of its leading bits count, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
public record Cidr(InetAddress network, int prefix) {
    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static Cidr of(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = network.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
                return new Cidr(network, prefix);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(explain(text), e);
        }
        throw new IllegalArgumentException(explain(text));
    }

    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += 8) {
            int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit)) & 0xff;
            if (((own[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String explain(String text) {
        return "'" + text + "' is not a network; write it as address/bits, such as 127.0.0.0/8 or fd00::/8";
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
