package mta.testkit.net;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A name server on loopback that knows what a test tells it.
///
///     try (var dns = TinyDns.start()) {
///         dns.mx("dest.example", 10, "mx1.dest.example").a("mx1.dest.example", "127.0.0.2");
///         … new Resolver(List.of(dns.address()), …)
///     }
///
/// Names that it was told nothing about do not exist. Answers that do not fit 512 bytes are cut off over UDP, so that
/// a resolver has to ask again over TCP. Aliases are followed by the asker.
public final class TinyDns implements Closeable {

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int PTR = 12;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int AAAA = 28;
    private static final int NO_ERROR = 0;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;
    private static final int LARGEST_DATAGRAM = 512;

    private static final class Entry {
        private final int type;
        private final byte[] data;

        Entry(int type, byte[] data) {
            this.type = type;
            this.data = data;
        }
    }

    private static final int MOST_ATTEMPTS = 10;

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Map<String, List<Entry>> names = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    private TinyDns(InetSocketAddress address) throws IOException {
        streams = new ServerSocket();
        streams.bind(address);
        try {
            datagrams = new DatagramSocket(new InetSocketAddress(address.getAddress(), streams.getLocalPort()));
        } catch (IOException e) {
            streams.close();
            throw e;
        }
    }

    /// Starts on a free port.
    public static TinyDns start() {
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return start(anyPort);
            } catch (UncheckedIOException _) {
                // What is free for streams may be in use for datagrams: the next port is another one.
            }
        }
        return start(anyPort);
    }

    /// Starts on a port of one's own choice, such as 53 on 127.0.0.54.
    public static TinyDns start(InetSocketAddress address) {
        try {
            var dns = new TinyDns(address);
            Thread.ofVirtual().name("tiny-dns-udp").start(dns::serveDatagrams);
            Thread.ofVirtual().name("tiny-dns-tcp").start(dns::serveStreams);
            return dns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return new InetSocketAddress(datagrams.getLocalAddress(), datagrams.getLocalPort());
    }

    /// What it was asked, such as `MX dest.example`, in order.
    public List<String> questions() {
        return List.copyOf(questions);
    }

    public TinyDns mx(String name, int preference, String host) {
        var data = new ByteArrayOutputStream();
        data.write(preference >> 8);
        data.write(preference);
        data.writeBytes(wire(host));
        return add(name, MX, data.toByteArray());
    }

    /// The domain says that it takes no mail (RFC 7505).
    public TinyDns nullMx(String name) {
        return mx(name, 0, "");
    }

    /// An address of either family.
    public TinyDns a(String name, String address) {
        byte[] data = InetAddress.ofLiteral(address).getAddress();
        return add(name, data.length == 4 ? A : AAAA, data);
    }

    public TinyDns cname(String name, String target) {
        return add(name, CNAME, wire(target));
    }

    /// @param name such as `1.2.0.192.in-addr.arpa`
    public TinyDns ptr(String name, String host) {
        return add(name, PTR, wire(host));
    }

    public TinyDns txt(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var data = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += 255) {
            int length = Math.min(255, bytes.length - from);
            data.write(length);
            data.write(bytes, from, length);
        }
        return add(name, TXT, data.toByteArray());
    }

    /// Questions about this name are answered with "server failure".
    public TinyDns failing(String name) {
        failing.add(key(name));
        return this;
    }

    /// Questions about this name are not answered.
    public TinyDns silent(String name) {
        silent.add(key(name));
        return this;
    }

    @Override
    public void close() {
        datagrams.close();
        try {
            streams.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TinyDns add(String name, int type, byte[] data) {
        names.computeIfAbsent(key(name), _ -> new CopyOnWriteArrayList<>()).add(new Entry(type, data));
        return this;
    }

    private void serveDatagrams() {
        var packet = new DatagramPacket(new byte[4096], 4096);
        try {
            while (true) {
                packet.setLength(4096);
                datagrams.receive(packet);
                var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()), LARGEST_DATAGRAM);
                if (answer.length > 0) {
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serveStreams() {
        try {
            while (true) {
                serve(streams.accept());
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var question = new byte[in.readUnsignedShort()];
            in.readFully(question);
            var answer = answer(question, 65_535);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(answer.length);
            out.write(answer);
        } catch (IOException _) {
            // The client has gone; others may come.
        }
    }

    /// @return the answer; nothing at all for names that are silent
    private byte[] answer(byte[] query, int limit) {
        var in = ByteBuffer.wrap(query).position(12);
        var name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            var label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.ISO_8859_1));
        }
        int type = in.getShort();
        in.getShort();
        String asked = key(name.toString());
        questions.add(word(type) + " " + asked);
        if (silent.contains(asked)) {
            return new byte[0];
        }
        var question = Arrays.copyOfRange(query, 12, in.position());
        var entries = names.get(asked);
        if (failing.contains(asked) || entries == null) {
            return message(query, question, failing.contains(asked) ? SERVER_FAILURE : NO_SUCH_NAME, List.of(), limit);
        }
        var matching = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.type == type || entry.type == CNAME) {
                matching.add(entry);
            }
        }
        return message(query, question, NO_ERROR, matching, limit);
    }

    private static byte[] message(byte[] query, byte[] question, int code, List<Entry> entries, int limit) {
        var body = new ByteArrayOutputStream();
        for (var entry : entries) {
            body.writeBytes(new byte[] {(byte) 0xc0, 12}); // the name that was asked for, at offset 12
            body.writeBytes(ByteBuffer.allocate(10)
                    .putShort((short) entry.type)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) entry.data.length)
                    .array());
            body.writeBytes(entry.data);
        }
        boolean cut = 12 + question.length + body.size() > limit;
        var head = ByteBuffer.allocate(12)
                .put(query, 0, 2)
                .put((byte) (0x84 | (query[2] & 1) | (cut ? 2 : 0)))
                .put((byte) (0x80 | code))
                .putShort((short) 1)
                .putShort((short) (cut ? 0 : entries.size()))
                .putShort((short) 0)
                .putShort((short) 0);
        var message = new ByteArrayOutputStream();
        message.writeBytes(head.array());
        message.writeBytes(question);
        if (!cut) {
            message.writeBytes(body.toByteArray());
        }
        return message.toByteArray();
    }

    private static byte[] wire(String name) {
        var bytes = new ByteArrayOutputStream();
        for (var label : name.split("\\.")) {
            if (!label.isEmpty()) {
                bytes.write(label.length());
                bytes.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String word(int type) {
        return switch (type) {
            case A -> "A";
            case AAAA -> "AAAA";
            case CNAME -> "CNAME";
            case PTR -> "PTR";
            case MX -> "MX";
            case TXT -> "TXT";
            default -> "TYPE" + type;
        };
    }
}
