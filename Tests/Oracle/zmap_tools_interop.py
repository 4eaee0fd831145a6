#!/usr/bin/env python3
"""What zmap-fetch and zmap-tools find of each other's files. Run by hand, with zmap-fetch in PATH:

    python3 Tests/Oracle/zmap_tools_interop.py

Needs zmap-tools (its two reference modules are loaded by path when the package is too heavy to import), anndata
and scanpy. A server on loopback counts requests. Ends 0 when every line says "ok".
"""
import hashlib, http.server, importlib.util, os, pathlib, subprocess, sys, tempfile, threading, types

# zmap-tools asks it for marker tables, which it must not have to.
try:
    import requests
except ImportError:
    sys.modules["requests"] = types.ModuleType("requests")

served = []


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        served.append(self.path)
        data = (pathlib.Path(self.directory) / self.path.lstrip("/")).read_bytes()
        etag = '"' + hashlib.md5(data).hexdigest() + '"'
        first, last, status = 0, len(data) - 1, 200
        if self.headers.get("Range"):
            a, b = self.headers["Range"][6:].split("-")
            first, last, status = int(a), min(int(b or last), last), 206
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(last - first + 1))
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.end_headers()
        self.wfile.write(data[first : last + 1])

    def log_message(self, *_):
        pass


def module(name):
    spec = importlib.util.find_spec("zmap")
    path = pathlib.Path(list(spec.submodule_search_locations)[0]) / "reference" / f"{name}.py"
    loaded = importlib.util.module_from_spec(importlib.util.spec_from_file_location(name, path))
    loaded.__spec__.loader.exec_module(loaded)
    return loaded


def say(text, good):
    print("ok" if good else "NOT OK", text)
    return good


root = pathlib.Path(__file__).resolve().parents[2] / "Examples" / "sample"
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: Handler(*a, directory=str(root)))
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
room = pathlib.Path(tempfile.mkdtemp())
os.chdir(room)
os.environ.update(HOME=str(room), ZMAP_BASE_URL=base, ZMAP_DRIVE=str(room / "none"))
name = "ZMAP_251209_processed_slim.h5ad"
url = f"{base}/h5ad/{name}"
whole = (root / "h5ad" / name).read_bytes()
tools, markers = module("load_h5ad"), module("markers")


def fetch(*options):
    return subprocess.run(["zmap-fetch", *options], capture_output=True, text=True, check=True).stdout.split()


results = []
(path,) = fetch("--kind", "processed_slim")
served.clear()
theirs = tools.download_zmap_h5ad(kind="processed_slim", show_progress=False)
results.append(say("zmap-tools finds the H5AD that zmap-fetch got, and downloads nothing",
                   os.path.samefile(theirs, path) and not served))

(path,) = fetch("--markers", "CellType")
served.clear()
table = markers.load_consensus_markers("CellType", n_per_group=2)
results.append(say("zmap-tools reads the marker table that zmap-fetch got, and downloads nothing",
                   len(table) > 0 and not served))

other = room / "other"
theirs = tools.download_zmap_h5ad(url=url, dest_dir=str(other), show_progress=False)
served.clear()
row = fetch("--url", url, "--dest-dir", str(other), "--format", "tsv", "--no-header")
results.append(say("zmap-fetch adopts the H5AD that zmap-tools got, and downloads nothing",
                   os.path.samefile(row[0], theirs) and "adopted" in row and not served))

half = room / "half"
half.mkdir()
(half / name).write_bytes(whole[:100_000])
served.clear()
(path,) = fetch("--url", url, "--dest-dir", str(half))
results.append(say("zmap-fetch finishes the half that zmap-tools left, with one request",
                   pathlib.Path(path).read_bytes() == whole and len(served) == 1))

served.clear()
theirs = tools.download_zmap_h5ad(url=url, dest_dir=str(half), show_progress=False)
results.append(say("which zmap-tools then takes as it is", os.path.samefile(theirs, path) and not served))
sys.exit(0 if all(results) else 1)
