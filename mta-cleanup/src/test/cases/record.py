#!/usr/bin/python3
"""Writes `expected` of every case in cleanup/ with a real Postfix (run as root; Debian's package is enough).

A private instance without a queue manager is started under /tmp; each case gets a cleanup service of its own with the
settings in its main.cf. A case with `unlike-postfix`, which says why, is left alone. Review the difference in git
afterwards: what Postfix writes is the truth, but for a newer version than Debian's, which a case's readme then says.
"""
import os, re, socket, sys, time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here + "/../../../../mta-testkit/src/recording")
from real_postfix import RealPostfix, attributes, cases, overrides, record, records, unescape

SETTINGS = """recipient_delimiter = +
mynetworks_style = host
"""
SERVICES = """bounce unix - - n - 0 bounce
trace unix - - n - 0 bounce
"""


def run(postfix, case, name):
    lines = open(case + "/input", encoding="latin-1").read().split("\n")[:-1]
    logged = postfix.log_size()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(postfix.path("queue/public/" + name))
    queue_id = attributes(connection)["queue_id"]
    data = b"flags\0" + lines[0][6:].encode() + b"\0\0"
    for line in lines[1:]:
        data += record(line[0], unescape(line[2:]).encode("latin-1"))
    connection.sendall(data)
    answer = attributes(connection)
    time.sleep(0.5)
    text = "status=%s reason=%s\n" % (answer["status"], answer["reason"])
    for line in postfix.logged(logged, "cleanup"):
        if "public/qmgr" not in line and "mail_stream_cleanup" not in line:
            text += "log " + line + "\n"
    for queue in ("incoming", "hold"):
        path = postfix.path("queue/" + queue + "/" + queue_id)
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


def services(number, case):
    settings = overrides(case)
    return "case%d unix n - n - 0 cleanup -o rewrite_service_name=rewrite%d\n%s" % (number, number, settings) + (
        "rewrite%d unix - - n - - trivial-rewrite\n%s" % (number, settings)
    )


def main():
    all_cases = list(enumerate(cases(here + "/cleanup")))
    with RealPostfix(SETTINGS, SERVICES + "".join(services(*case) for case in all_cases)) as postfix:
        for number, case in all_cases:
            run(postfix, case, "case%d" % number)
            print(os.path.basename(case))


main()
