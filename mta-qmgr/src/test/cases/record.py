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
import os, re, shutil, socket, sys, time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here + "/../../../../mta-testkit/src/recording")
from real_postfix import RealPostfix, attributes, cases, overrides, record, records

ID = "4F2A0B1C2D3"
ARRIVAL = 1767225600
SETTINGS = """bounce_notice_recipient = postmaster@example.com
2bounce_notice_recipient = postmaster@example.com
"""
NUMBERS = {"flush": 1, "warn": 2, "verp": 3, "one": 4, "trace": 5, "verify": 5}
RECIPIENT = ["original_recipient", "recipient", "offset", "dsn_orig_rcpt", "notify_flags"]
STATUS = ["status", "diag_type", "diag_text", "mta_type", "mta_mname", "action", "reason"]
VERIFY_FLAG = 512


def text_record(letter, text):
    return record(letter, text.encode("latin-1"))


def queue_file(sender, content):
    envelope = text_record("T", "%d 0" % ARRIVAL) + text_record("S", sender) + text_record("R", "someone@dest.example")
    envelope += text_record("M", "")
    body = b"".join(text_record("N", line) for line in content)
    size = "%15d %15d %15d %15d %15d %15d" % (len(body), 97 + len(envelope), 1, 0, len(body), 0)
    return text_record("C", size) + envelope + body + text_record("X", "") + text_record("E", "")


def is_one(case):
    return "request=one\n" in open(case + "/request", encoding="latin-1").read()


def run(postfix, case, number):
    request = dict(line.rstrip("\n").split("=", 1) for line in open(case + "/request", encoding="latin-1"))
    message = open(case + "/message", encoding="latin-1").read().split("\n")[:-1]
    service = request["service"]
    entries = open(case + "/log", "rb").read()
    for name, content in (("active", queue_file(request["sender"], message)), (service + str(number), entries)):
        if name != "active" and request["request"] == "one":
            continue
        path = postfix.path("queue/%s/%s" % (name, ID))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)
        shutil.chown(path, "postfix")
        shutil.chown(os.path.dirname(path), "postfix")
        os.chmod(path, 0o700)
    logged = postfix.log_size()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(postfix.path("queue/private/%s%s" % (service, number)))
    attributes(connection)
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
    if request["request"] == "verp":
        fields.append(("verp_delimiters", request["verp"]))
    if request["request"] == "one":
        entry = dict(line.split("=", 1) for line in entries.decode("latin-1").split("\n") if line)
        fields += [(n, entry.get(n, "0" if n in ("offset", "notify_flags") else "")) for n in RECIPIENT + STATUS]
    connection.sendall(b"".join((n + "\0" + v + "\0").encode("latin-1") for n, v in fields) + b"\0")
    answer = attributes(connection)
    time.sleep(0.5)
    text = "status=%s\n" % answer["status"]
    text += "log %s\n" % ("kept" if os.path.exists(postfix.path("queue/%s%s/%s" % (service, number, ID))) else "removed")
    for line in postfix.logged(logged, "bounce|defer|trace"):
        text += line.replace(case + "/", "CASE/") + "\n"
    incoming = postfix.path("queue/incoming")
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


def services(number, case):
    """Three services with a number behind their names and the case's settings."""
    lines = ""
    for service in ("bounce", "defer", "trace"):
        name = "%s%s" % (service, number)
        lines += "%s unix - - n - 0 bounce -o %s_service_name=%s\n%s" % (name, service, name, overrides(case))
    return lines


def main():
    recorded = cases(here + "/notice")
    # A single recipient is only reported by the service under its own name, so these cases come one after another.
    alone = [case for case in recorded if is_one(case)]
    together = list(enumerate(case for case in recorded if not is_one(case)))
    with RealPostfix(SETTINGS, "".join(services(*case) for case in together)) as postfix:
        for number, case in together:
            run(postfix, case, number)
            print(os.path.basename(case))
        for case in alone:
            postfix.serve(services("", case))
            postfix.command("reload")
            run(postfix, case, "")
            print(os.path.basename(case))


main()
