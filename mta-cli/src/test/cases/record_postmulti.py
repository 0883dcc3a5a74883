#!/usr/bin/env python3
"""Writes `expected` of the cases in `postmulti` with a real Postfix: of all, or of those that the arguments name.

    ./record_postmulti.py [CASE...]

A real postmulti(1) takes only /etc/postfix for the primary instance. So each case runs with an /etc of its own, which
nobody else sees, and no program that a case leaves running survives it. Needs root and Debian's Postfix. See what
changed in git afterwards.
"""
import os, pty, pwd, grp, re, shutil, socket, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here + "/../../../../mta-testkit/src/recording")
from real_postfix import cases

MAIN_CF = """compatibility_level = 3.6
myhostname = mail.example.com
alias_database =
queue_directory = DIR/spool/postfix
data_directory = DIR/lib/postfix
meta_directory = DIR/meta
"""
MAIN_TEMPLATE = """# A template.
compatibility_level = 3.6
data_directory = /var/lib/postfix
sendmail_path =
#mail_owner = postfix
alias_database =
alias_maps =
"""
MASTER_CF = """pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
"""
# What other programs say before Postfix's own do.
UNTOLD = "^rmdir: |^postconf: warning: "


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as out:
        out.write(text)


def prepare(top):
    shutil.copytree("/etc", top + "/etc", symlinks=True, ignore_dangling_symlinks=True)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["mount", "--bind", top + "/etc", "/etc"], check=True)
    os.makedirs(top + "/spool/postfix")
    os.makedirs(top + "/lib/postfix")
    shutil.chown(top + "/lib/postfix", "postfix")
    shutil.copytree("/etc/postfix", top + "/meta", ignore=shutil.ignore_patterns("makedefs.out"))
    write(top + "/meta/main.cf.proto", MAIN_TEMPLATE)
    write(top + "/meta/master.cf.proto", MASTER_CF)
    # Who asks for the name of this machine gets an answer, and gets it at once.
    write("/etc/resolv.conf", "")
    write("/etc/hosts", "127.0.0.1 localhost %s\n" % socket.gethostname())
    write("/etc/postfix/main.cf", MAIN_CF.replace("DIR", top))
    write("/etc/postfix/master.cf", MASTER_CF)


def shown(text, top):
    text = text.replace(top, "DIR").replace("/etc/", "ETC/").replace("/usr/sbin/postconf:", "postconf:")
    text = re.sub("Usage: .*", "Usage: ...", text)
    return [line for line in text.split("\n") if line and not re.search(UNTOLD, line)]


def words(command, top):
    """Blanks separate words, single quotes keep them together."""
    found = re.findall(r"(?:'[^']*'|[^ '])+", command.replace("DIR", top).replace("ETC/", "/etc/"))
    return [word.replace("'", "") for word in found]


def on_terminal(call, environment):
    """Real Postfix of that age says nothing where standard error is no terminal."""
    child, descriptor = pty.fork()
    if child == 0:
        os.execvpe(call[0], call, environment)
    text = b""
    while True:
        try:
            text += os.read(descriptor, 65536)
        except OSError:
            break
    os.close(descriptor)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text.decode().replace("\r\n", "\n")


def settings(path):
    if not os.path.exists(path):
        return ["none"]
    return sorted(line.rstrip() for line in open(path).read().split("\n") if line and line[0] != "#")


def tree(top):
    found = []
    for directory, _, files in os.walk(top):
        for path in [directory] + [directory + "/" + name for name in files]:
            known = os.stat(path)
            found.append("%o %s %s %s" % (
                known.st_mode & 0o777, pwd.getpwuid(known.st_uid)[0], grp.getgrgid(known.st_gid)[0], path))
    return sorted(found, key=lambda line: line.split(" ")[3])


def run(case, top):
    prepare(top)
    text = ""
    for command in open(case + "/commands").read().split("\n")[:-1]:
        call = words(command, top)
        text += "$ " + command + "\n"
        status, lines = 0, []
        if call[0] == "settings":
            lines = settings(call[1])
        elif call[0] == "tree":
            lines = tree(call[1])
        elif call[0] == "write":
            write(call[1], " ".join(call[2:]) + "\n")
        elif call[0] == "remove":
            os.remove(call[1])
        else:
            environment = {"PATH": "/usr/sbin:/usr/bin:/bin", "TZ": "UTC"}
            while re.match(r"[A-Z_]+=", call[0]):
                name, value = call.pop(0).split("=", 1)
                environment[name] = value
            status, said = on_terminal(call, environment)
            lines = [said]
        for line in shown("\n".join(lines), top):
            text += "> " + line + "\n"
        if status:
            text += "exit status %d\n" % status
    open(case + "/expected", "w").write(text)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--inside":
        run(sys.argv[2], sys.argv[3])
        return
    for case in cases(here + "/postmulti"):
        top = tempfile.mkdtemp(prefix="postmulti-cases-")
        os.chmod(top, 0o755)
        inside = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
        subprocess.run(inside + [sys.executable, __file__, "--inside", case, top], check=True)
        shutil.rmtree(top)
        print(os.path.basename(case))


main()
