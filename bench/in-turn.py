#!/usr/bin/env python3
"""Measures servers against each other: all are started, warmed up, and then given the same load in turn.

    bench/in-turn.py [-n ROUNDS] [-s SECONDS] [--fresh] [--beside COMMAND] WORKLOAD NAME=COMMAND...

WORKLOAD is one of those that docs/performance.md names: A, A1, B, B1, E. Each COMMAND serves IRC at the port that stands for
{port} in it, and is run in a directory of its own. In one run a slow spell of the machine hits them all, so ratios are good where
the figures are not: of two builds, of one build with two settings, of Parley and another server. Processor time is told for each delivery or session,
and how much of it was the server's own code.

    bench/in-turn.py B \\
      before='/tmp/before/Parley.Cli serve --rehearse --data d --door irc://127.0.0.1:{port}' \\
      after='/tmp/after/Parley.Cli serve --rehearse --data d --door irc://127.0.0.1:{port}'

With --fresh each is started for one measurement and stopped after it, as ../shared/bench/peers.sh does.

With --beside a command runs beside each measurement, and is stopped with it: quiet rooms beside the busy one, for example, with
--beside 'parley bench irc://127.0.0.1:{port} --clients 2 --rooms 1 --senders 1 --window 1 --quiet-rooms 20 --seconds 60'.

IRCLOAD names the load generator (../shared/load/ircload, beside the checkout).
"""
import argparse
import contextlib
import json
import os
import pathlib
import resource
import shlex
import socket
import statistics
import subprocess
import sys
import tempfile
import time

LOAD = os.environ.get("IRCLOAD", str(pathlib.Path(__file__).resolve().parents[2] / "shared/load/ircload"))
FANOUT = "fanout --clients 1000 --rooms {rooms} --senders {senders} --window {window} --seconds {seconds} --warmup 2"
WORKLOADS = {
    "A": FANOUT.format(rooms=1, senders=4, window=8, seconds="{seconds}"),
    "A1": FANOUT.format(rooms=1, senders=4, window=1, seconds="{seconds}"),
    "B": FANOUT.format(rooms=100, senders=2, window=8, seconds="{seconds}"),
    "B1": FANOUT.format(rooms=100, senders=2, window=1, seconds="{seconds}"),
    "E": "storm --sessions 5000 --concurrency 64 --rooms 64 --setup-timeout 60",
}
WARM_UPS = 2

# How long a server that is measured fresh is left alone before.
FRESH_WAIT_SECONDS = 2


class Server:
    """One of the servers that are compared."""

    def __init__(self, name, command):
        self.name = name
        self.figures = []
        self.own = []
        self.rates = []
        self._command = command

    @contextlib.contextmanager
    def running(self):
        """It runs, in a directory of its own, and its port is open."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with tempfile.TemporaryDirectory() as directory:
            self._process = subprocess.Popen(
                shlex.split(self._command.replace("{port}", str(self.port))),
                cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
            try:
                self._wait_until_open()
                yield
            finally:
                self._process.terminate()
                self._process.wait()

    def _wait_until_open(self):
        while self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        sys.exit(f"{self.name} did not start")

    def load(self, options):
        run = subprocess.run(
            [LOAD, *options.split(), "--proto", "irc", "--port", str(self.port), "--pid", str(self._process.pid)],
            capture_output=True, text=True, check=False)
        seen = next((json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")), None)
        if seen is None:
            sys.exit(f"{self.name}: {run.stderr.strip() or run.stdout.strip()}")
        for flaw in ("lost", "duplicated", "reordered"):
            if seen.get(flaw):
                sys.exit(f"{self.name}: {seen[flaw]} {flaw}")
        return seen

    @contextlib.contextmanager
    def _running_beside(self, command):
        if not command:
            yield
            return
        process = subprocess.Popen(shlex.split(command.replace("{port}", str(self.port))), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        try:
            yield
            if process.poll():
                sys.exit(f"what runs beside failed: {command}")
        finally:
            process.terminate()
            process.wait()

    def measure(self, options, beside):
        with self._running_beside(beside):
            seen = self.load(options)
        self.figures.append(seen.get("cpu_us_per_delivery") or seen["cpu_us_per_session"])
        self.own.append(self.figures[-1] * seen["cpu_user_s"] / seen["cpu_s"])
        self.rates.append(seen.get("deliveries_per_s") or seen["sessions_per_s"])


def measure_warm(rounds, options, beside):
    with contextlib.ExitStack() as running:
        for server in rounds[0]:
            running.enter_context(server.running())
            for _ in range(WARM_UPS):
                server.load(options)
        for servers in rounds:
            for server in servers:
                server.measure(options, beside)


def measure_fresh(rounds, options, beside):
    for servers in rounds:
        for server in servers:
            with server.running():
                time.sleep(FRESH_WAIT_SECONDS)
                server.measure(options, beside)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=8, metavar="ROUNDS", help="how often each is measured (8)")
    parser.add_argument("-s", type=float, default=3, metavar="SECONDS", help="how long each time, but for E (3)")
    parser.add_argument("--fresh", action="store_true", help="start each server anew for each measurement")
    parser.add_argument("--beside", metavar="COMMAND", help="what runs beside each measurement; {port} is the server's port")
    parser.add_argument("workload", choices=WORKLOADS)
    parser.add_argument("servers", nargs="+", metavar="NAME=COMMAND")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)

    servers = [Server(*server.split("=", 1)) for server in asked.servers]
    rounds = [servers if number % 2 == 0 else servers[::-1] for number in range(asked.n)]
    (measure_fresh if asked.fresh else measure_warm)(rounds, WORKLOADS[asked.workload].format(seconds=asked.s), asked.beside)

    first = servers[0]
    for server in servers:
        ratio = statistics.median(mine / other for mine, other in zip(server.figures, first.figures))
        print(f"{server.name:12} {statistics.median(server.figures):8.3f} µs ({min(server.figures):.3f} to {max(server.figures):.3f}), "
              f"{ratio:.3f} x {first.name}; not the kernel's {statistics.median(server.own):.3f} µs; {statistics.median(server.rates):,.0f}/s")


if __name__ == "__main__":
    main()
