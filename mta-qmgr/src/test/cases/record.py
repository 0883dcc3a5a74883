#!/usr/bin/python3
"""Writes `expected` of every case in notice/ with a real Postfix (run as root; Debian's package is enough).

A private instance without a queue manager is started under /tmp. For each case the message and its log are put into
the queue as they would be, and bounce(8) is asked for the notice; what it queues and logs is written down, without
what differs from run to run. A case with `unlike-postfix`, which says why, is left alone. Review the difference in git
afterwards: what Postfix writes is the truth.

`request` says which service is asked (bounce, defer, trace), for what, and about which message; `log` is the message's
log in Postfix's own form (where one recipient is reported: what is told of him); `message` its content; `main.cf` more
settings, in which `CASE/` is the case's own folder.
"""
import os, re, shutil, socket, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
ID = "4F2A0B1C2D3"
ARRIVAL = 1767225600
MAIN_CF = """compatibility_level = 3.6
myhostname = mail.example.com
mydomain = example.com
myorigin = example.com
mydestination = example.com, localhost
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
bounce_notice_recipient = postmaster@example.com
2bounce_notice_recipient = postmaster@example.com
alias_maps =
enable_long_queue_ids = no
maillog_file_prefixes = /tmp
"""
MASTER_CF = """pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""
NUMBERS = {"flush": 1, "warn": 2, "one": 4, "trace": 5, "verify": 5}
RECIPIENT = ["original_recipient", "recipient", "offset", "dsn_orig_rcpt", "notify_flags"]
STATUS = ["status", "diag_type", "diag_text", "mta_type", "mta_mname", "action", "reason"]
VERIFY_FLAG = 512


def record(letter, data):
    data = data.encode("latin-1")
    length, head = len(data), b""
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return letter.encode() + head + bytes([length]) + data


def records(data):
    at = 0
    while at < len(data):
        letter, shift, length = chr(data[at]), 0, 0
        at += 1
        while True:
            piece = data[at]
            at += 1
            length |= (piece & 0x7F) << shift
            shift += 7
            if piece < 0x80:
                break
        yield letter, data[at : at + length].decode("latin-1")
        at += length


def until_end(connection):
    got = b""
    while not got.endswith(b"\0\0"):
        piece = connection.recv(65536)
        if not piece:
            break
        got += piece
    return got.decode("latin-1")


def queue_file(sender, content):
    envelope = record("T", "%d 0" % ARRIVAL) + record("S", sender) + record("R", "someone@dest.example")
    envelope += record("M", "")
    body = b"".join(record("N", line) for line in content)
    size = "%15d %15d %15d %15d %15d %15d" % (len(body), 97 + len(envelope), 1, 0, len(body), 0)
    return record("C", size) + envelope + body + record("X", "") + record("E", "")


def is_one(case):
    return "request=one\n" in open(case + "/request", encoding="latin-1").read()


def run(top, case, number):
    request = dict(line.rstrip("\n").split("=", 1) for line in open(case + "/request", encoding="latin-1"))
    message = open(case + "/message", encoding="latin-1").read().split("\n")[:-1]
    service = request["service"]
    entries = open(case + "/log", "rb").read()
    for name, content in (("active", queue_file(request["sender"], message)), (service + str(number), entries)):
        if name != "active" and request["request"] == "one":
            continue
        path = "%s/queue/%s/%s" % (top, name, ID)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)
        shutil.chown(path, "postfix")
        shutil.chown(os.path.dirname(path), "postfix")
        os.chmod(path, 0o700)
    log = top + "/data/log"
    logged = os.path.getsize(log)
    connection = socket.socket(socket.AF_UNIX)
    connection.connect("%s/queue/private/%s%s" % (top, service, number))
    until_end(connection)
    fields = [
        ("nrequest", str(NUMBERS[request["request"]])),
        ("flags", str(VERIFY_FLAG if request["request"] == "verify" else 0)),
        ("queue_name", "active"),
        ("queue_id", ID),
        ("encoding", request["encoding"]),
        ("smtputf8", request.get("sendopts", "0")),
        ("sender", request["sender"]),
        ("envelope_id", request["envelope_id"]),
        ("ret_flags", request["ret"]),
    ]
    if request["request"] == "one":
        entry = dict(line.split("=", 1) for line in entries.decode("latin-1").split("\n") if line)
        fields += [(n, entry.get(n, "0" if n in ("offset", "notify_flags") else "")) for n in RECIPIENT + STATUS]
    connection.sendall(b"".join((n + "\0" + v + "\0").encode("latin-1") for n, v in fields) + b"\0")
    answer = until_end(connection).split("\0")
    time.sleep(0.5)
    text = "status=%s\n" % answer[1]
    text += "log %s\n" % ("kept" if os.path.exists("%s/queue/%s%s/%s" % (top, service, number, ID)) else "removed")
    with open(log, encoding="latin-1") as lines:
        lines.seek(logged)
        for line in lines:
            match = re.search(r"postfix/(?:bounce|defer|trace)\[\d+\]: (.*)", line)
            if match:
                text += match[1].replace(case + "/", "CASE/") + "\n"
    incoming = top + "/queue/incoming"
    notices = sorted(os.listdir(incoming), key=lambda name: os.stat(incoming + "/" + name).st_mtime_ns)
    for name in notices:
        text = text.replace(name, "NOTICE")
        text += "\nnotice\n" + notice(open(incoming + "/" + name, "rb").read()).replace(name, "NOTICE")
        os.remove(incoming + "/" + name)
    open(case + "/expected", "w", encoding="latin-1").write(text)


def notice(data):
    """What the client of cleanup(8) sent; the rest is cleanup's own."""
    text = ""
    in_header = True
    for letter, content in records(data):
        in_header = in_header and (letter != "N" or content != "")
        if letter == "C" and int(content.split()[5]) & 1:
            text += "SMTPUTF8\n"
        if letter in "SRNL" and not (in_header and content.startswith("Message-Id: ")):
            text += (letter + " " + content).rstrip() + "\n"
    # Days have two digits since Postfix 3.9.
    text = re.sub(r"(\w{3},)  (\d \w{3} \d{4} )", r"\1 0\2", text)
    text = re.sub(ID + r"\.\d+/", ID + ".NOW/", text)
    return re.sub(r"\w{3}, [ \d]\d \w{3} (?!2026 00:00:00)\d{4} [\d:]+ [-+]\d+ \(\w+\)", "NOW", text)


def master(top, cases):
    """Writes master.cf: three services for each case, with a number behind their names and the case's settings."""
    with open(top + "/etc/master.cf", "w") as out:
        out.write(MASTER_CF)
        for number, case in cases:
            settings = ""
            if os.path.exists(case + "/main.cf"):
                settings = "".join("    -o { %s }\n" % line.strip() for line in open(case + "/main.cf"))
                settings = settings.replace("CASE/", case + "/")
            for service in ("bounce", "defer", "trace"):
                name = "%s%s" % (service, number)
                out.write("%s unix - - n - 0 bounce -o %s_service_name=%s\n%s" % (name, service, name, settings))


def main():
    top = tempfile.mkdtemp(prefix="postfix-cases-")
    os.chmod(top, 0o755)
    for name in ("etc", "queue", "data"):
        os.mkdir(top + "/" + name)
    shutil.chown(top + "/data", "postfix")
    cases = sorted(os.path.join(here, "notice", c) for c in os.listdir(here + "/notice"))
    cases = [c for c in cases if not os.path.exists(c + "/unlike-postfix")]
    if len(sys.argv) > 1:
        cases = [os.path.abspath(c) for c in sys.argv[1:]]
    with open(top + "/etc/main.cf", "w") as out:
        out.write(MAIN_CF)
        out.write("queue_directory = %s/queue\ndata_directory = %s/data\nmaillog_file = %s/data/log\n" % (top, top, top))
    # A single recipient is only reported by the service under its own name, so these cases come one after another.
    alone = [case for case in cases if is_one(case)]
    cases = [case for case in cases if not is_one(case)]
    master(top, list(enumerate(cases)))
    postfix = ["postfix", "-c", top + "/etc"]
    environment = dict(os.environ, TZ="UTC")
    subprocess.run(postfix + ["start"], check=True, env=environment)
    try:
        time.sleep(1)
        for number, case in enumerate(cases):
            run(top, case, number)
            print(os.path.basename(case))
        for case in alone:
            master(top, [("", case)])
            subprocess.run(postfix + ["reload"], check=True, env=environment)
            time.sleep(1)
            run(top, case, "")
            print(os.path.basename(case))
    finally:
        subprocess.run(postfix + ["stop"])
        shutil.rmtree(top, ignore_errors=True)


main()
