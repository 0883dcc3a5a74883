#!/usr/bin/python3
"""Writes `expected` of every case in cleanup/ with a real Postfix (run as root; Debian's package is enough).

A private instance without a queue manager is started under /tmp; each case gets a cleanup service of its own with the
settings in its main.cf. Review the difference in git afterwards: what Postfix writes is the truth, but for a newer
version than Debian's, which a case's readme then says.
"""
import os, re, shutil, socket, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
MAIN_CF = """compatibility_level = 3.6
myhostname = mail.example.com
mydomain = example.com
myorigin = example.com
mydestination = example.com, localhost
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
recipient_delimiter = +
mynetworks_style = host
alias_maps =
maillog_file_prefixes = /tmp
"""
COMMON = """pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""


def unescape(text):
    text = re.sub(r"\{([^{}*]+)\*(\d+)\}", lambda m: m[1] * int(m[2]), text)
    return re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text)


def record(letter, data):
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
    return dict(zip(*[iter(got.decode("latin-1").split("\0"))] * 2))


def run(top, case, name):
    lines = open(case + "/input", encoding="latin-1").read().split("\n")[:-1]
    log = top + "/data/log"
    logged = os.path.getsize(log)
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(top + "/queue/public/" + name)
    queue_id = until_end(connection)["queue_id"]
    data = b"flags\0" + lines[0][6:].encode() + b"\0\0"
    for line in lines[1:]:
        data += record(line[0], unescape(line[2:]).encode("latin-1"))
    connection.sendall(data)
    answer = until_end(connection)
    time.sleep(0.5)
    text = "status=%s reason=%s\n" % (answer["status"], answer["reason"])
    with open(log, encoding="latin-1") as lines:
        lines.seek(logged)
        for line in lines:
            match = re.search(r"postfix/cleanup\[\d+\]: (.*)", line)
            if match and "public/qmgr" not in line and "mail_stream_cleanup" not in line:
                text += "log " + match[1] + "\n"
    for queue in ("incoming", "hold"):
        path = top + "/queue/" + queue + "/" + queue_id
        if os.path.exists(path):
            text += queue + "\n"
            for letter, content in records(open(path, "rb").read()):
                if letter == "C":
                    numbers = content.split()
                    content = "recipients=%s flags=%s options=%s" % (numbers[2], numbers[3], numbers[5])
                text += (letter + " " + content).rstrip() + "\n"
            os.remove(path)
    text = text.replace(queue_id, "QUEUEID")
    text = re.sub(r"create_time=\d+", "create_time=NOW", text)
    text = re.sub(r"\d{14}\.QUEUEID", "STAMP.QUEUEID", text)
    # Days have two digits since Postfix 3.9.
    text = text.replace("Thu,  1 Jan 1970", "Thu, 01 Jan 1970")
    open(case + "/expected", "w", encoding="latin-1").write(text)


def main():
    top = tempfile.mkdtemp(prefix="postfix-cases-")
    os.chmod(top, 0o755)
    for name in ("etc", "queue", "data"):
        os.mkdir(top + "/" + name)
    shutil.chown(top + "/data", "postfix")
    cases = sorted(os.path.join(here, "cleanup", c) for c in os.listdir(here + "/cleanup"))
    if len(sys.argv) > 1:
        cases = [os.path.abspath(c) for c in sys.argv[1:]]
    with open(top + "/etc/main.cf", "w") as out:
        out.write(MAIN_CF)
        out.write("queue_directory = %s/queue\ndata_directory = %s/data\nmaillog_file = %s/data/log\n" % (top, top, top))
    with open(top + "/etc/master.cf", "w") as out:
        out.write(COMMON)
        for number, case in enumerate(cases):
            settings = ""
            if os.path.exists(case + "/main.cf"):
                settings = "".join("    -o { %s }\n" % line.strip() for line in open(case + "/main.cf"))
            out.write("case%d unix n - n - 0 cleanup -o rewrite_service_name=rewrite%d\n%s" % (number, number, settings))
            out.write("rewrite%d unix - - n - - trivial-rewrite\n%s" % (number, settings))
    postfix = ["postfix", "-c", top + "/etc"]
    subprocess.run(postfix + ["start"], check=True)
    try:
        time.sleep(1)
        for number, case in enumerate(cases):
            run(top, case, "case%d" % number)
            print(os.path.basename(case))
    finally:
        subprocess.run(postfix + ["stop"])
        shutil.rmtree(top, ignore_errors=True)


main()
