"""The kernel that a notebook runs on: this interpreter, always, whatever the notebook asks for.

A notebook written elsewhere names a kernel that is not here, and a kernel of the same name may be another Python. TCP
ports clash when notebooks run side by side and are open to other users; sockets in a private folder are neither (on
Windows there are none, so TCP with encryption where the version has it). The environment is fixed as far as results
could hang on it: hash seed, threads, time zone, no start-up files of the user's own; and so that a process which has imported
everything has one thread, as forking it demands (see `nursery`).
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import sysconfig
import threading
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from analysis import paths
from analysis.batch.nursery import BASE

ARGUMENTS = ["-f", "{connection_file}", "--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"]
FIXED = {
    "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "PYTHONUTF8": "1",
    "TZ": "UTC", "PYDEVD_DISABLE_FILE_VALIDATION": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}  # fmt: skip
SOCKETS = os.name != "nt"
FORKS = sys.platform.startswith("linux")


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a kernel: this process's own, the fixed part, and `more`; it finds this very package."""
    path = os.environ.get("PYTHONPATH")
    own = str(paths.PACKAGE.parent)
    if own != sysconfig.get_path("purelib"):
        path = os.pathsep.join([own, path]) if path else own
    return {**os.environ, **FIXED, **({"PYTHONPATH": path} if path else {}), **more}


class Specs(KernelSpecManager):
    """Knows one kernel, by whatever name."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernel of this interpreter."""
        arguments = [sys.executable, "-m", "ipykernel_launcher", *ARGUMENTS]
        extra = {} if SOCKETS else {"supported_encryption": "curve"}
        return KernelSpec(argv=arguments, display_name="Python 3 (ipykernel)", language="python", metadata=extra)


class Nursery:
    """This side of the process that forks kernels (see `nursery`); several threads may ask it."""

    def __init__(self, modules: list[str], root: Path) -> None:
        command = [sys.executable, "-P", "-m", "analysis.batch.nursery", *BASE, *modules]
        pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, env=environment(), cwd=root, start_new_session=True, **pipe)  # an interrupt is ours alone
        self.lock = threading.Lock()

    def fork(self, arguments: list[str], options: dict) -> "Fork":
        """Return a new kernel. Raises RuntimeError when the nursery has died."""
        order = {"arguments": arguments, "environment": options["env"], "folder": options["cwd"]}
        with self.lock:
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError("the process that starts kernels has ended")
        return Fork(int(answer))

    def close(self) -> None:
        """End the process and with it every kernel that still runs."""
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


class Fork:
    """A kernel that is not our own child, with as much of the face of `subprocess.Popen` as jupyter_client looks at."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while it runs, else 1 (how it ended is known to the nursery only)."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1
        return None

    wait = poll

    def send_signal(self, number: int) -> None:
        """Send a signal; one that comes too late is nothing."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Forked(LocalProvisioner):
    """Gets its process from the nursery of the kernel manager it belongs to."""

    async def launch_kernel(self, cmd: list[str], **options) -> dict:
        """Fork instead of starting `cmd`, whose first three words name the interpreter and the module."""
        self.process = self.parent.owner.nursery.fork(cmd[2:], options)
        self.pid = self.pgid = self.process.pid  # each fork leads a session of its own
        return self.connection_info


class Kernel(AsyncKernelManager):
    """Starts one kernel with its sockets, connection file and IPython folder in a private folder."""

    environment: dict[str, str] = {}
    private: Path = Path()  # short: a socket's path may have 104 bytes on macOS
    owner = None  # the runner's session: where to work, the nursery, and who must end the kernels that run

    def __init__(self, **settings) -> None:
        super().__init__(**settings)
        self.kernel_spec_manager = Specs()
        self.connection_file = str(self.private / "k.json")
        if SOCKETS:
            self.transport, self.ip = "ipc", str(self.private / "s")
        elif hasattr(self, "transport_encryption"):
            self.transport_encryption = "required"

    async def start_kernel(self, **options) -> None:
        """Start in the project's root, with the fixed environment, from the nursery where there is one."""
        options |= {"cwd": str(self.owner.root), "env": {**self.environment, "IPYTHONDIR": str(self.private)}}
        if self.owner.nursery:
            self.kernel_id = self.kernel_id or self.private.name
            self.provisioner = Forked(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        await super().start_kernel(**options)
        self.owner.started(self)

    def end(self) -> None:
        """Kill the process; whoever waits for the kernel notices."""
        if self.provisioner and self.provisioner.process:
            self.provisioner.process.kill()

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            self.owner.ended(self)

    cleanup_resources = _async_cleanup_resources


def kernel(environment: dict[str, str], private: Path, owner: object) -> type[Kernel]:
    """Return the class that papermill is to start kernels with: nbclient makes the instance itself and passes nothing on.

    `private` is a folder that nobody else can read; who made it takes it away.
    """
    return type("Kernel", (Kernel,), {"environment": environment, "private": private, "owner": owner})
