#!/usr/bin/python3
"""Writes `expected` of every case in sendmail/ with a real Postfix (run as root; Debian's package is enough).

The mail system of a private configuration under /tmp is never started: root's sendmail needs only postdrop, which puts
the message into `maildrop`. A case with `unlike-postfix`, which says why, is left alone. Review the difference in git
afterwards.
"""
import itertools, os, re, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here + "/../../../../mta-testkit/src/recording")
from real_postfix import cases, records, unescape

MAIN_CF = """compatibility_level = 3.6
myhostname = mail.example.com
alias_database =
alternate_config_directories = DIR/other
queue_directory = DIR/queue
data_directory = DIR/data
"""
UNTOLD = "unable to look up public/pickup|mail_stream_cleanup"
FOLDERS = ["queue/" + name for name in 
                                 "active bounce corrupt defer deferred flush hold incoming maildrop pid private public "
                                 "saved trace".split()] + ["data", "other"]


def settings(case, top):
    extra = case + "/main.cf"
    text = MAIN_CF + (open(extra).read() if os.path.exists(extra) else "")
    return text.replace("DIR", top)


def prepare(case, top):
    for folder in FOLDERS:
        os.makedirs(top + "/" + folder)
    shutil.chown(top + "/data", "postfix")
    for folder in "active", "bounce", "defer", "deferred", "flush", "hold", "incoming", "maildrop", "public":
        shutil.chown(top + "/queue/" + folder, "postfix", "postdrop")
    with open(top + "/main.cf", "w") as out:
        out.write(settings(case, top))
    with open(top + "/other/main.cf", "w") as out:
        out.write(settings(case, top) + "message_size_limit = 300\n")
    for name in "main.cf", "other/main.cf":
        os.utime(top + "/" + name, (0, 0))


def shown(text):
    """In printable characters: a run as `{x*N}`, bytes as `\\xHH`."""
    text = re.sub(r"[^ -~]|\\", lambda match: "\\x%02x" % ord(match[0]), text)
    return re.sub(r"((?:\\x..|[^\\]){1,2}?)\1{19,}", lambda m: "{%s*%d}" % (m[1], len(m[0]) // len(m[1])), text)


def lines(text, top, mark):
    """Lines of output, but for those that each case would have: that nobody listens, and what happens inside.

    Postfix reads its options twice, and says twice what is wrong with them.
    """
    text = re.sub(r"(?<=queue_id\0)\w+", "QUEUEID", text)
    found = text.replace(top, "DIR").split("\n")
    told = [line for line in (found if found[-1] else found[:-1]) if not re.search(UNTOLD, line)]
    return "".join(mark + shown(line) + "\n" for line, _ in itertools.groupby(told))


def words(command, top):
    """Blanks separate words, single quotes keep them together."""
    found = re.findall(r"(?:'[^']*'|[^ '])+", command.replace("DIR", top))
    return [unescape(word.replace("'", "")) for word in found]


def submitted(top):
    text = ""
    folder = top + "/queue/maildrop/"
    for name in os.listdir(folder):
        mode = os.stat(folder + name).st_mode & 0o777
        # Postfix leaves files behind that it did not finish; they are nobody's mail.
        if mode & 0o100:
            text += "maildrop, mode %o\n" % mode
            for letter, content in records(open(folder + name, "rb").read()):
                content = "TIME" if letter == "T" else shown(content)
                text += ("  " + letter + " " + content).rstrip() + "\n"
        os.remove(folder + name)
    return text


def run(case):
    top = tempfile.mkdtemp(prefix="sendmail-cases-")
    os.chmod(top, 0o755)
    prepare(case, top)
    text = ""
    for command in open(case + "/commands", encoding="latin-1").read().split("\n")[:-1]:
        text += "$ " + command + "\n"
        call = words(command, top)
        data = b""
        if "<" in call:
            place = call.index("<")
            data = unescape(open(case + "/" + call[place + 1], encoding="latin-1").read()).encode("latin-1")
            call = call[:place]
        environment = {"MAIL_CONFIG": top, "PATH": "/usr/sbin:/usr/bin:/bin", "TZ": "UTC"}
        while re.match(r"[A-Z_]+=", call[0]):
            name, value = call.pop(0).split("=", 1)
            environment[name] = value.encode("latin-1")
        done = subprocess.run([word.encode("latin-1") for word in call], input=data, capture_output=True, env=environment)
        text += lines(done.stdout.decode("latin-1"), top, "> ")
        text += lines(done.stderr.decode("latin-1"), top, "! ")
        if done.returncode:
            text += "exit status %d\n" % done.returncode
        text += submitted(top)
    shutil.rmtree(top)
    open(case + "/expected", "w", encoding="latin-1").write(text)


def main():
    for case in cases(here + "/sendmail"):
        run(case)
        print(os.path.basename(case))


main()
