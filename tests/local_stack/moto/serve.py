"""Serves moto on 127.0.0.1, one request after the other: `serve.py PORT`.

moto keeps its tables in memory and locks nothing, and `moto_server` answers in threads. One thread makes each request
atomic, as DynamoDB's are. So a call that waits, as a long poll does, holds up all others.
"""

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=False)
