package mta.core.config;

/// Writes IPv6 addresses in their short form (RFC 5952), which Java cannot.
final class Ipv6Text {

    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        }
        int best = 0;
        int bestLength = 0;
        for (int start = 0; start < GROUPS; start++) {
            int length = zeros(groups, start);
            if (length > bestLength) {
                best = start;
                bestLength = length;
            }
        }
        if (bestLength < 2) {
            return hex(groups, 0, GROUPS);
        }
        return hex(groups, 0, best) + "::" + hex(groups, best + bestLength, GROUPS);
    }

    private static int zeros(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String hex(int[] groups, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
