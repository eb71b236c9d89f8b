"""Runs the local stack with a catalogue folder of an exchange's own, and reads what a trader gets.

The folder `catalogue` beside this file adds a type in all languages and replaces a title. The stack is built
with it, so this is no part of `cargo test`, whose programs have the catalogue of the repository.

    python3 tests/overlay/run.py
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path(__file__).resolve().parent / "catalogue"
STACK = ROOT / "target" / "local" / "stack.json"
USER = "u-overlay"

# The functions are compiled once more.
BUILD_LIMIT = 1_800
DELIVERY_LIMIT = 60

# By event: its data, and the title and body that the trader reads.
EVENTS = {
    "launchpool_reward": (
        {"reward_id": "r-1", "asset": "ETH", "amount": "0.0012"},
        ("Launchpool reward", "You earned 0.0012 ETH in the launchpool"),
    ),
    "order_filled": (
        {"order_id": "8812", "symbol": "BTC-USDT", "side": "buy", "quantity": "0.5", "price": "64250.10"},
        ("Trade done", None),
    ),
}


def wait_for(what, limit, probe):
    """Returns the first value of `probe` that is not None; ends the run after `limit` seconds."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        found = probe()
        if found is not None:
            return found
        time.sleep(0.2)
    sys.exit(f"error: not within {limit} s: {what}")


def cargo_local(*arguments, **options):
    command = ["cargo", "local", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, **options).stdout


def stack_of(process):
    if process.poll() is not None:
        sys.exit(f"error: cargo local ended with {process.returncode}")
    return json.loads(STACK.read_text()) if STACK.exists() else None


def listed(stack, token):
    """Returns the trader's notifications by type."""
    request = urllib.request.Request(
        f"{stack['httpUrl'].rstrip('/')}/v1/actions",
        data=json.dumps({"action": "listNotifications", "requestId": "1"}).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            notifications = json.load(response)["notifications"]
    except (urllib.error.URLError, TimeoutError):
        return None
    found = {notification["event"]: notification for notification in notifications}
    return found if EVENTS.keys() <= found.keys() else None


def main():
    STACK.unlink(missing_ok=True)
    command = ["cargo", "local", "--no-feed", "--catalogue", str(CATALOGUE)]
    # A group of its own, which is ended as by Ctrl-C.
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        stack = wait_for("the stack runs", BUILD_LIMIT, lambda: stack_of(process))
        token = cargo_local("token", USER).strip()
        now = datetime.now(timezone.utc).isoformat()
        for event_type, (data, _) in EVENTS.items():
            event = {"id": event_type, "event_type": event_type, "user_id": USER, "occurred_at": now, "data": data}
            cargo_local("publish", "-", input=json.dumps(event))
        found = wait_for("the trader has both", DELIVERY_LIMIT, lambda: listed(stack, token))
        for event_type, (_, (title, body)) in EVENTS.items():
            notification = found[event_type]
            if notification["title"] != title or body not in (None, notification["body"]):
                sys.exit(f"error: {event_type} reads {notification['title']!r}: {notification['body']!r}")
            print(f"{event_type}: {notification['title']}: {notification['body']}")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)


main()
