package mta.core.table;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address or a network in CIDR notation: `192.0.2.1`, `192.0.2.0/24`, `[2001:db8::]/32`, `2001:db8::/32`.
public final class NetworkPattern {

    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] network;
    private final int bits;

    private NetworkPattern(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException with Postfix's words for what is wrong
    public static NetworkPattern parse(String text) {
        String plain = text.replaceFirst("^\\[([^]]*)]", "$1");
        int slash = plain.indexOf('/');
        String address = slash < 0 ? plain : plain.substring(0, slash);
        var network = bytes(address);
        if (network.isEmpty()) {
            throw new IllegalArgumentException(
                    slash < 0 ? "bad address pattern: \"" + plain + "\"" : "bad network value in \"" + plain + "\"");
        }
        byte[] start = network.get();
        int bits = slash < 0 ? start.length * 8 : maskLength(plain, slash, start.length * 8);
        byte[] masked = masked(start, bits);
        if (!Arrays.equals(start, masked)) {
            throw new IllegalArgumentException("non-null host address bits in \"" + plain
                    + "\", perhaps you should use \"" + text(masked) + "/" + bits + "\" instead");
        }
        return new NetworkPattern(start, bits);
    }

    /// The bytes of a numerical address, without brackets; nothing where it is none.
    public static Optional<byte[]> bytes(String address) {
        if (address.indexOf(':') < 0) {
            return v4(address);
        }
        if (!V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return Optional.of(bytes.length == 4 ? mappedForm(bytes) : bytes);
        } catch (UnknownHostException _) {
            return Optional.empty();
        }
    }

    /// Four numbers up to 255, of which only those from 100 have three digits.
    private static Optional<byte[]> v4(String address) {
        var bytes = new byte[4];
        int part = 0;
        int value = 0;
        int digits = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '.' && digits > 0 && part < 3) {
                bytes[part++] = (byte) value;
                value = 0;
                digits = 0;
                continue;
            }
            if (c < '0' || c > '9' || ++digits > 3 || (digits == 3 && value < 10)) {
                return Optional.empty();
            }
            value = value * 10 + (c - '0');
            if (value > 255) {
                return Optional.empty();
            }
        }
        if (part < 3 || digits == 0) {
            return Optional.empty();
        }
        bytes[part] = (byte) value;
        return Optional.of(bytes);
    }

    /// Whether an address is as long as those of this network: both IPv4 or both IPv6.
    public boolean isOfSameFamily(byte[] address) {
        return address.length == network.length;
    }

    /// Whether an address is in this network.
    public boolean contains(byte[] address) {
        if (!isOfSameFamily(address)) {
            return false;
        }
        int whole = bits / 8;
        if (Arrays.mismatch(address, 0, whole, network, 0, whole) >= 0) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (8 - rest) == 0;
    }

    private static int maskLength(String text, int slash, int widest) {
        String mask = text.substring(slash + 1);
        if (!mask.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("bad mask value in \"" + text + "\"");
        }
        int bits = Integer.parseInt(mask);
        if (bits > widest) {
            throw new IllegalArgumentException("bad mask length in \"" + text + "\"");
        }
        return bits;
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int keep = Math.clamp(bits - i * 8L, 0, 8);
            masked[i] = (byte) (address[i] & (0xff00 >> keep));
        }
        return masked;
    }

    private static byte[] mappedForm(byte[] v4) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(v4, 0, bytes, 12, 4);
        return bytes;
    }

    /// The shortest form of an address, as inet_ntop(3) writes it.
    public static String text(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "."
                    + (address[3] & 0xff);
        }
        var groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
