"""What a hostile page, program or network may send: refused or harmless. Run with the binary's path."""

import json
import os
import pathlib
import resource
import socket
import stat
import sys
import tempfile
import time
import unittest

from served import Served, casus_path

POLAND = json.dumps({"event": ["RUS invades POL"], "on": "2023-02-21"}).encode()


class Abuse(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Served()

    @classmethod
    def tearDownClass(cls):
        assert cls.server.stop() == 0

    def lives(self):
        self.assertEqual(self.server.request("POST", "/api/ask", POLAND)[0], 200)

    def post(self, headers=None, body=POLAND, path="/api/ask"):
        return self.server.request("POST", path, body, {**self.server.headers(), **(headers or {})})[0]

    # ── who may ask

    def test_without_the_token_nothing_is_told(self):
        for headers in ({}, {"Authorization": "Bearer " + "0" * 32}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {self.server.token}x"},
                        {"Authorization": f"Bearer {self.server.token[:-1]}"}, {"Cookie": f"casus_{self.server.port}="},
                        {"Cookie": f"casus_1={self.server.token}"}):
            for path in ("/api/ask", "/api/about", "/", "/index.html", "/nothing"):
                method = "POST" if path == "/api/ask" else "GET"
                status, _, text = self.server.request(method, path, POLAND if method == "POST" else None, {"Content-Type": "application/json", **headers})
                self.assertEqual(status, 401, (path, headers))
                self.assertNotIn(self.server.token.encode(), text)

    def test_the_token_becomes_a_cookie(self):
        status, headers, _ = self.server.request("GET", f"/?token={self.server.token}", headers={})
        self.assertEqual((status, headers["Location"]), (303, "/"))
        self.assertIn("HttpOnly", headers["Set-Cookie"])
        self.assertIn("SameSite=Strict", headers["Set-Cookie"])
        cookie = headers["Set-Cookie"].split(";")[0]
        self.assertEqual(self.server.request("GET", "/api/about", headers={"Cookie": f"other=1; {cookie}"})[0], 200)
        self.assertEqual(self.server.request("GET", "/?token=" + "0" * 32, headers={})[0], 401)

    def test_another_name_is_refused(self):
        for host in ("evil.example", f"evil.example:{self.server.port}", "127.0.0.1:1", "127.0.0.1", "", f"127.0.0.1.evil.example:{self.server.port}",
                     f"localhost:{self.server.port}@evil.example", f"10.0.0.1:{self.server.port}"):
            self.assertEqual(self.post({"Host": host}), 421, host)
        self.assertEqual(self.post({"Host": f"localhost:{self.server.port}"}), 200)

    def test_another_origin_is_refused(self):
        for origin in ("http://evil.example", "null", f"http://127.0.0.1:{self.server.port + 1}", f"https://127.0.0.1:{self.server.port}",
                       f"http://localhost:{self.server.port}"):
            self.assertEqual(self.post({"Origin": origin}), 403, origin)
        self.assertEqual(self.post({"Origin": f"http://127.0.0.1:{self.server.port}"}), 200)

    def test_a_form_cannot_ask(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
            self.assertEqual(self.post({"Content-Type": kind}), 415, kind)

    def test_every_answer_forbids_foreign_script(self):
        for path in ("/", "/api/about", "/nothing"):
            headers = self.server.request("GET", path)[1]
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertNotIn("unsafe", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")

    # ── what is asked

    def test_paths_lead_nowhere_else(self):
        for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/assets/../index.html", "/assets/..%00",
                     "/api/../../etc/passwd", "/api/%2e%2e/ask", "/index.html/", "/" + "a" * 5000, "/api/ask/../why", "/api/"):
            status, _, text = self.server.request("GET", path)
            self.assertIn(status, (404, 400, 414, 405), path)
            self.assertNotIn(b"root:", text)
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS", "NONSENSE"):
            self.assertIn(b" 4", self.server.raw(f"{method} /api/ask HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nAuthorization: Bearer {self.server.token}\r\nConnection: close\r\n\r\n".encode())[:15], method)
        self.lives()

    def test_files_of_the_machine_stay_closed(self):
        with tempfile.NamedTemporaryFile("w", suffix=".casus") as secret:
            secret.write('scenario secret "the secret" { on 2023-02-21 RUS invades POL }\n')
            secret.flush()
            for name, body in (("check", {"text": f'include "{secret.name}"\n'}), ("run", {"text": f'include "{secret.name}"\n'}),
                               ("diff", {"arrangement": [secret.name, "nothing"]}), ("replay", {"scenario": secret.name}),
                               ("lint", {"text": f'include "{secret.name}"\n'}), ("claims/check", {"text": f'include "{secret.name}"\n'}),
                               ("count", {"protector": "USA", "by": secret.name}), ("reliability", {"definition": secret.name})):
                status, _, text = self.server.request("POST", f"/api/{name}", json.dumps(body).encode())
                self.assertEqual(status, 422, (name, text))
                self.assertNotIn(b"the secret", text)

    def test_script_comes_back_as_text(self):
        script = "<script>alert(1)</script>\"'&\x00\u202e"
        for name, body in (("ask", {"event": [script]}), ("ask", {"event": ["RUS invades POL"], "suppose": [script]}), ("ask", {"event": ["RUS invades POL"], "reading": [script]}),
                           ("why", {"debtor": script, "event": ["RUS invades POL"]}), ("search", {"words": [script]}), ("show", {"name": script}),
                           ("check", {"text": script}), ("diff", {"arrangement": [script, script]}), ("explain", {"code": script}), (script, {})):
            path = "/api/" + name.replace("<", "%3C").replace(">", "%3E").replace('"', "%22").replace("\x00", "%00").replace("\u202e", "").replace("'", "%27")
            status, headers, text = self.server.request("POST", path, json.dumps(body).encode())
            self.assertIn(status, (200, 400, 404, 422), (name, body))
            self.assertEqual(headers["Content-Type"], "application/json")
            json.loads(text)

    # ── how it is sent

    def head(self, length):
        return (f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nAuthorization: Bearer {self.server.token}\r\n"
                f"Content-Type: application/json\r\n{length}\r\n\r\n").encode()

    def test_a_gigabyte_is_refused_before_it_is_read(self):
        before = self.server.memory()
        self.assertIn(b" 413 ", self.server.raw(self.head("Content-Length: 1073741824"))[:20])
        # One that does not say its size is cut off once it is too much.
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as connection:
            connection.sendall(self.head("Transfer-Encoding: chunked"))
            chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
            sent = 0
            try:
                while sent < 1 << 30:
                    connection.sendall(chunk)
                    sent += 0x10000
            except (ConnectionResetError, BrokenPipeError):
                pass
        self.assertLess(sent, 64 << 20)
        self.lives()
        self.assertLess(self.server.memory() - before, 64 << 10)

    def test_half_a_body_holds_nobody_up(self):
        with socket.create_connection(("127.0.0.1", self.server.port)) as connection:
            connection.sendall(self.head("Content-Length: 100") + b'{"event"')
            self.lives()
        self.lives()

    def test_slow_clients_hold_nobody_up(self):
        slow = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(200)]
        try:
            text = self.head(f"Content-Length: {len(POLAND)}") + POLAND
            for i in range(20):
                for connection in slow:
                    connection.sendall(text[i:i + 1])
            begun = time.monotonic()
            self.lives()
            self.assertLess(time.monotonic() - begun, 5)
        finally:
            for connection in slow:
                connection.close()

    def test_ten_thousand_idle_connections(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        count = min(10_000, hard - 200)
        before = self.server.memory()
        idle = []
        try:
            for _ in range(count):
                idle.append(socket.create_connection(("127.0.0.1", self.server.port), timeout=20))
            self.lives()
            self.assertLess(self.server.memory() - before, 400 << 10)
        finally:
            for connection in idle:
                connection.close()
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        self.lives()

    def test_a_client_that_goes_stops_a_search(self):
        """A search of hours ends soon after nobody waits for it: the workers are free again."""
        body = json.dumps({"on": "2023-02-21", "events": 2}).encode()
        for _ in range(2 * (os.cpu_count() or 1)):
            with socket.create_connection(("127.0.0.1", self.server.port)) as connection:
                connection.sendall(self.head(f"Content-Length: {len(body)}\r\nAccept: text/event-stream").replace(b"/api/ask", b"/api/conflicts") + body)
                self.assertTrue(connection.recv(100))
        begun = time.monotonic()
        self.lives()
        self.assertLess(time.monotonic() - begun, 25)

    def test_bytes_that_are_no_request(self):
        for text in (b"\x00" * 1000, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9.9\r\n\r\n", b"A" * 100_000, b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n"):
            self.server.raw(text, timeout=2)
        self.lives()


class Listening(unittest.TestCase):
    """Beyond this machine: only with a password."""

    def run_once(self, *words):
        import subprocess
        return subprocess.run([casus_path(), "serve", "--port", "0", *words], capture_output=True, text=True, timeout=20, check=False)

    def test_a_password_is_needed(self):
        ran = self.run_once("--listen", "127.0.0.1")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("--password-file", ran.stderr)

    def test_a_password_that_others_can_read_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "password")
            path.write_text("correct horse battery\n", encoding="utf-8")
            path.chmod(0o644)
            ran = self.run_once("--listen", "127.0.0.1", "--password-file", str(path))
            self.assertEqual(ran.returncode, 3)
            self.assertIn("chmod 600", ran.stderr)
            path.write_text("short\n", encoding="utf-8")
            path.chmod(stat.S_IRUSR)
            self.assertEqual(self.run_once("--listen", "127.0.0.1", "--password-file", str(path)).returncode, 3)
            self.assertEqual(self.run_once("--listen", "127.0.0.1", "--password-file", str(path) + "x").returncode, 3)

    def test_the_password_opens(self):
        import base64
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "password")
            path.write_text("correct horse battery\n", encoding="utf-8")
            path.chmod(0o600)
            with Served("--listen", "127.0.0.1", "--password-file", str(path), "--host", "casus.example") as server:
                def status(user, headers=None):
                    secret = base64.b64encode(user.encode()).decode()
                    return server.request("GET", "/api/about", headers={"Authorization": f"Basic {secret}", **(headers or {})})[0]
                self.assertEqual(status("anyone:correct horse battery"), 200)
                self.assertEqual(status("anyone:correct horse batterz"), 401)
                self.assertEqual(status("anyone:"), 401)
                self.assertEqual(server.request("GET", "/api/about", headers={})[0], 401)
                self.assertEqual(server.request("GET", "/api/about", headers={"Authorization": "Basic !!!"})[0], 401)
                self.assertEqual(status("a:correct horse battery", {"Host": "casus.example"}), 200)
                self.assertEqual(status("a:correct horse battery", {"Host": "evil.example"}), 421)

    def test_a_port_in_use_is_told(self):
        with Served() as server:
            import subprocess
            ran = subprocess.run([casus_path(), "serve", "--port", str(server.port)], capture_output=True, text=True, timeout=20, check=False)
            self.assertEqual(ran.returncode, 3)
            self.assertIn("cannot listen", ran.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
