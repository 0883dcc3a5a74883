"""What the recorders of the modules (src/test/cases/record.py) share: a private Postfix, and the forms that it writes.

Postfix must be installed (Debian's package is enough), and only root can run it.
"""
import os, re, shutil, subprocess, sys, tempfile, time

MAIN_CF = """compatibility_level = 3.6
myhostname = mail.example.com
mydomain = example.com
myorigin = example.com
mydestination = example.com, localhost
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
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


class RealPostfix:
    """An instance without a queue manager in a directory of its own, for as long as a `with` lasts."""

    def __init__(self, settings, services):
        self.top = tempfile.mkdtemp(prefix="postfix-cases-")
        os.chmod(self.top, 0o755)
        for name in ("etc", "queue", "data"):
            os.mkdir(self.path(name))
        shutil.chown(self.path("data"), "postfix")
        with open(self.path("etc/main.cf"), "w") as out:
            out.write(MAIN_CF + settings)
            out.write("queue_directory = %s\n" % self.path("queue"))
            out.write("data_directory = %s\n" % self.path("data"))
            out.write("maillog_file = %s\n" % self.path("data/log"))
        self.serve(services)

    def path(self, name):
        return self.top + "/" + name

    def serve(self, services):
        """Has other services from the next start or reload on."""
        with open(self.path("etc/master.cf"), "w") as out:
            out.write(MASTER_CF + services)

    def command(self, word):
        environment = dict(os.environ, TZ="UTC")
        subprocess.run(["postfix", "-c", self.path("etc"), word], check=word != "stop", env=environment)
        time.sleep(1)

    def __enter__(self):
        self.command("start")
        return self

    def __exit__(self, *_):
        self.command("stop")
        shutil.rmtree(self.top, ignore_errors=True)

    def log_size(self):
        return os.path.getsize(self.path("data/log"))

    def logged(self, since, programs):
        """What the programs have logged, without times and process ids."""
        with open(self.path("data/log"), encoding="latin-1") as lines:
            lines.seek(since)
            found = [re.search(r"postfix/(?:%s)\[\d+\]: (.*)" % programs, line) for line in lines]
        return [match[1] for match in found if match]


def cases(folder):
    """The cases that are named on the command line, or all of a folder, but for those with `unlike-postfix`."""
    named = [os.path.abspath(case) for case in sys.argv[1:]]
    found = named or sorted(os.path.join(folder, case) for case in os.listdir(folder))
    return [case for case in found if not os.path.exists(case + "/unlike-postfix")]


def overrides(case):
    """The case's main.cf as options of a line in master.cf; `CASE/` stands for its folder."""
    if not os.path.exists(case + "/main.cf"):
        return ""
    settings = "".join("    -o { %s }\n" % line.strip() for line in open(case + "/main.cf"))
    return settings.replace("CASE/", case + "/")


def unescape(text):
    """`\\xHH` stands for a byte; `{TEXT*N}` for text that is repeated."""
    text = re.sub(r"\{([^{}*]+)\*(\d+)\}", lambda m: m[1] * int(m[2]), text)
    return re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), text)


def record(letter, data):
    """A record of a queue file; the data are bytes."""
    length, head = len(data), b""
    while length >= 0x80:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return letter.encode() + head + bytes([length]) + data


def records(data):
    """The records in bytes, each as letter and text."""
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


def attributes(connection):
    """Receives attributes up to the end of a list."""
    got = b""
    while not got.endswith(b"\0\0"):
        piece = connection.recv(65536)
        if not piece:
            break
        got += piece
    return dict(zip(*[iter(got.decode("latin-1").split("\0"))] * 2))
