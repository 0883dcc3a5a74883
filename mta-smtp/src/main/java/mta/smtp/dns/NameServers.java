package mta.smtp.dns;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/// Carries one question to name servers and brings the answer back, over UDP and, for long answers, TCP.
///
/// dnsjava reads and writes the messages; its own transport is not used, because it starts threads of its own and
/// reports by callback. Each question leaves from a socket of its own, so that port and id are both unpredictable.
final class NameServers {

    /// What fits a packet on every path, by the DNS flag day of 2020.
    private static final int LARGEST_DATAGRAM = 1232;

    private final List<InetSocketAddress> servers;
    private final Duration patience;
    private final int attempts;
    private final RandomGenerator random;

    NameServers(List<InetSocketAddress> servers, Duration patience, int attempts, RandomGenerator random) {
        this.servers = List.copyOf(servers);
        this.patience = patience;
        this.attempts = attempts;
        this.random = random;
    }

    /// The first answer that says something about the name; nothing where no server gives one.
    Optional<Message> ask(Name name, int type) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            for (var server : servers) {
                var answer = ask(server, name, type);
                if (answer.isPresent() && isTelling(answer.get())) {
                    return answer;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Message> ask(InetSocketAddress server, Name name, int type) {
        try {
            var extended = overUdp(server, query(name, type, true));
            int status = extended.getRcode();
            var answer = status == Rcode.FORMERR || status == Rcode.NOTIMP
                    ? overUdp(server, query(name, type, false))
                    : extended;
            return Optional.of(
                    answer.getHeader().getFlag(Flags.TC) ? overTcp(server, query(name, type, true)) : answer);
        } catch (IOException _) {
            // Silence, a refused packet, a damaged answer: the next server is asked, and in the end the answer is
            // "try again".
            return Optional.empty();
        }
    }

    private static boolean isTelling(Message answer) {
        return answer.getRcode() == Rcode.NOERROR || answer.getRcode() == Rcode.NXDOMAIN;
    }

    private Message query(Name name, int type, boolean extended) {
        var query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setID(random.nextInt(1 << 16));
        if (extended) {
            query.getHeader().setFlag(Flags.AD);
            query.addRecord(new OPTRecord(LARGEST_DATAGRAM, 0, 0, 0), Section.ADDITIONAL);
        }
        return query;
    }

    private Message overUdp(InetSocketAddress server, Message query) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            var bytes = query.toWire();
            socket.send(new DatagramPacket(bytes, bytes.length));
            long end = System.nanoTime() + patience.toNanos();
            var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("no answer from " + server);
                }
                socket.setSoTimeout((int) left);
                packet.setLength(LARGEST_DATAGRAM);
                socket.receive(packet);
                var answer = read(Arrays.copyOf(packet.getData(), packet.getLength()), query);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }
    }

    private Message overTcp(InetSocketAddress server, Message query) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(server, (int) patience.toMillis());
            var bytes = query.toWire();
            var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            out.writeShort(bytes.length);
            out.write(bytes);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return read(answer, query).orElseThrow(() -> new IOException("answer to another question"));
        }
    }

    /// The answer, if it is one to this question; anything else may be a forgery and is not even an error.
    private static Optional<Message> read(byte[] bytes, Message query) throws IOException {
        var answer = new Message(bytes);
        boolean ours = answer.getHeader().getID() == query.getHeader().getID()
                && answer.getHeader().getFlag(Flags.QR)
                && (answer.getQuestion() == null || answer.getQuestion().equals(query.getQuestion()));
        return ours ? Optional.of(answer) : Optional.empty();
    }
}
