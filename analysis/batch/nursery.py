"""A process that has imported the usual packages once and forks a kernel for each notebook.

Starting a kernel and importing pandas and matplotlib costs about three seconds of CPU, and a report has half a dozen
kernels; a fork costs next to nothing. The process runs one thread and does nothing but import and wait, which is what
makes forking safe. It is used on Linux; elsewhere each kernel is started as its own process.

It reads one order a line (JSON: arguments, environment, folder), answers with the process id of the kernel, and kills what
is left when the line to it closes, so that no kernel outlives the run.
"""

import gc
import importlib
import json
import os
import signal
import sys
from contextlib import suppress

BASE = ("ipykernel.kernelapp", "ipykernel.ipkernel", "IPython.core.completerlib", "IPython.extensions.storemagic")


def main(modules: list[str]) -> None:
    """Import `modules`, then serve orders until the input ends."""
    sys.modules["debugpy"] = None  # nobody debugs here, and its import takes as long as that of pandas
    for module in modules:
        with suppress(Exception):  # the notebook that needs it will say what is wrong
            importlib.import_module(module)
    gc.collect()
    gc.freeze()
    kernels: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: reap(kernels))
    for line in sys.stdin:
        if child := os.fork():
            kernels.add(child)
        else:
            become(**json.loads(line))
    for kernel in kernels.copy():
        with suppress(ProcessLookupError):
            os.kill(kernel, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def reap(kernels: set[int]) -> None:
    """Forget the kernels that have ended; their CPU time then counts as ours."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG)[0]) > 0:
            kernels.discard(ended)


def become(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Turn this fork into a kernel; returns never."""
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.write(1, f"{os.getpid()}\n".encode())
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        if "numpy.random" in sys.modules:  # forks would share one state, and hide that a notebook draws without a seed
            sys.modules["numpy.random"].seed()
        sys.argv = arguments
        importlib.import_module("ipykernel.kernelapp").launch_new_instance()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
