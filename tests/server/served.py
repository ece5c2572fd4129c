"""A `casus serve` for a test: started on a free port, asked, stopped."""

import http.client
import json
import pathlib
import re
import socket
import subprocess
import sys


class Served:
    def __init__(self, *words, env=None):
        self.process = subprocess.Popen([casus_path(), "serve", "--port", "0", *words], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, env=env)
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://([^/:]+):(\d+)/(?:\?token=([0-9a-f]{32}))?", self.address)
        assert found, (self.address, self.process.poll() is not None and self.process.stderr.read())
        self.host, self.port, self.token = found[1], int(found[2]), found[3]

    def stop(self):
        """Ends it as Ctrl-C does; returns its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def headers(self):
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def request(self, method, path, body=None, headers=None, timeout=60):
        """Status, headers and bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=self.headers() if headers is None else headers)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def ask(self, name, body, expect=200):
        """The document of an answer of the API."""
        status, _, text = self.request("POST", f"/api/{name}", json.dumps(body).encode())
        assert status == expect, (name, body, status, text[:400])
        return json.loads(text)

    def raw(self, bytes_sent, timeout=10):
        """What comes back for bytes as they are, up to the end of the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(bytes_sent)
            received = b""
            try:
                while part := connection.recv(65536):
                    received += part
            except (TimeoutError, ConnectionResetError):
                pass
            return received

    def memory(self):
        """Kilobytes that it holds."""
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1])


def casus_path():
    return sys.argv[1]
