"""Runs a command that cannot outlive whoever started it.

    python3 process_guard.py [--scratch DIR] COMMAND [ARGUMENT...]

Whoever starts this holds the other end of its standard input. When that end closes, for whatever reason
(a clean stop, a panic, a SIGKILL), the command's whole process group is killed: a pipe cannot be forgotten,
where a signal handler can. The command ends with SIGKILL at once because nothing that runs under this guard keeps
anything worth saving, and because busy function processes outlive a SIGTERM.

The scratch directory is removed at the end. The exit code is the command's own.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading


def main():
    arguments = sys.argv[1:]
    scratch = None
    if arguments[:1] == ["--scratch"]:
        scratch, arguments = arguments[1], arguments[2:]

    # Ctrl-C is for whoever started us; it then lets go of the pipe.
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)

    command = subprocess.Popen(
        arguments, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=restore_signals
    )

    def kill_group():
        try:
            os.killpg(command.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def wait_for_release():
        while os.read(0, 4096):
            pass
        kill_group()

    threading.Thread(target=wait_for_release, daemon=True).start()
    code = command.wait()
    kill_group()
    if scratch:
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(code if code >= 0 else 128 - code)


def restore_signals():
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)


main()
